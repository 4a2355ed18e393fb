"""Earlobes that hang in a curve: those of the base mesh end in a straight cut, which from the front looks like a cube."""

from __future__ import annotations

import numpy as np

from .data import shape_target
from .mesh import smoothstep
from .topology import SIDES

REACH = 0.22  # decimetres above its lowest point within which an ear is bent
INWARDS, UPWARDS = 0.075, 0.04  # of the lobe's outer corner


def round_lobes(vertices: np.ndarray) -> np.ndarray:
    """The body with lobes that run into the cheeks, the more the further they stand out."""
    result = vertices.copy()
    for side, sign in SIDES.items():
        ear = np.flatnonzero(np.abs(shape_target(f"ears/{side}-ear-wing-decr")).max(1) > 0)
        out, height = sign * vertices[ear, 0], vertices[ear, 1]
        low = smoothstep(height.min() + REACH, height.min(), height)
        rim = (out - out.min()) / (out.max() - out.min())
        result[ear, 0] -= sign * INWARDS * low * rim
        result[ear, 1] += UPWARDS * low * rim**2
    return result
