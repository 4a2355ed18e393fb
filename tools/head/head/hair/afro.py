"""Short natural hair: a rounded volume that tapers into the hairline, rough at its outline."""

from __future__ import annotations

import numpy as np

from ..mesh import smoothstep
from ..noise import value_noise
from .cap import add_cap
from .lock import Strands
from .scalp import Scalp, directions


def afro(strands: Strands, scalp: Scalp, options: dict) -> None:
    """Adds the volume. Options: `volume` (decimetres at the crown), `bumps`."""
    volume, bumps = options.get("volume", 0.34), options.get("bumps", 0.10)

    def lift(azimuth: np.ndarray, share: np.ndarray) -> np.ndarray:
        direction = directions(azimuth, 90 - 130 * share)
        coarse = value_noise(direction, 5.0, 3) - 0.5
        fine = value_noise(direction, 24.0, 4) - 0.5
        front = smoothstep(75, 35, np.abs(azimuth))
        # Over the forehead the volume stands up at once; beside the ears and at the nape it thins out.
        round_edge = np.clip(1 - smoothstep(0.30 - 0.05 * front, 1.0, share) ** (1.0 + 1.4 * front), 0, 1)
        beside = 1 - 0.22 * smoothstep(40, 100, np.abs(azimuth)) * smoothstep(0.25, 0.7, share)
        rough = bumps * (0.8 * coarse + 1.1 * fine) * (0.35 + 0.65 * round_edge)
        return volume * beside * round_edge**0.75 + rough + 0.05

    add_cap(strands, scalp, lift, columns=54, rows=16, overhang=3.0, repeat=5.0, shade=1.0)
