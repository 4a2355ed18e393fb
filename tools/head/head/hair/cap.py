"""The layer that hides the scalp. Its edge sinks into the skin, so the hairline is soft and broken, not a rim."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..mesh import smoothstep, unit
from ..noise import value_noise
from .lock import Strands
from .scalp import Scalp, directions

Lift = Callable[[np.ndarray, np.ndarray], np.ndarray]


def add_cap(
    strands: Strands, scalp: Scalp, lift: Lift, columns=56, rows=11, overhang=2.0, repeat=4.0, shade=0.8
) -> None:
    """Adds a dome from the crown to the hairline; `lift(azimuth, share)` is its height over the skin."""
    azimuth = np.linspace(-180, 180, columns + 1)
    ragged = overhang * (value_noise(np.stack([azimuth, 0 * azimuth, 0 * azimuth], -1), 0.23, 5) - 0.35)
    end = scalp.hairline_elevation(azimuth) - ragged * (np.abs(azimuth) < 179)
    share = np.linspace(0, 1, rows) ** 0.85
    elevation = 89.5 + (end[None] - 89.5) * share[:, None]
    around = np.broadcast_to(azimuth, elevation.shape)
    fraction = np.broadcast_to(share[:, None], elevation.shape)
    height = lift(around, fraction)
    sunk = smoothstep(1.0, 0.86, fraction)
    positions = scalp.point(around, elevation, height * sunk - 0.03 * (1 - sunk))
    outward = directions(around, elevation)
    tangents = unit(np.gradient(positions, axis=0))
    uvs = np.stack([around / 360 * repeat, fraction], -1)
    shades = shade * (1 - 0.25 * smoothstep(0.75, 1.0, fraction))
    strands.add_grid(positions, tangents, outward, uvs, shades)
