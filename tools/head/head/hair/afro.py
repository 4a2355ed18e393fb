"""Short natural hair: a rounded, finely bumpy volume."""

from __future__ import annotations

import numpy as np

from ..mesh import smoothstep
from ..noise import value_noise
from .cap import add_cap
from .lock import Strands
from .scalp import Scalp, directions


def afro(strands: Strands, scalp: Scalp, options: dict) -> None:
    """Adds the volume. Options: `volume` (decimetres at the crown), `bumps`."""
    volume, bumps = options.get("volume", 0.36), options.get("bumps", 0.12)

    def lift(azimuth: np.ndarray, share: np.ndarray) -> np.ndarray:
        direction = directions(azimuth, 90 - 130 * share)
        coarse = value_noise(direction, 5.0, 3) - 0.5
        fine = value_noise(direction, 17.0, 4) - 0.5
        front = smoothstep(75, 35, np.abs(azimuth))
        round_edge = np.clip(1 - smoothstep(0.45 - 0.35 * front, 1.0, share) ** 1.4, 0, 1) ** (0.5 + 0.6 * front)
        back = 1 - 0.25 * smoothstep(100, 170, np.abs(azimuth)) * smoothstep(0.5, 1, share)
        return (volume * back + bumps * (coarse + 0.8 * fine)) * round_edge + 0.04

    add_cap(strands, scalp, lift, columns=54, rows=17, overhang=3.0, repeat=6.0, shade=1.0)
