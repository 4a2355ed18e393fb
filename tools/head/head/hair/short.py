"""Short hair, swept from the front: a cap that carries the shape, tight at the sides, and locks that break its top."""

from __future__ import annotations

import numpy as np

from ..mesh import smoothstep, unit
from ..noise import value_noise
from .cap import add_cap
from .lock import Strands, add_lock, smooth_path
from .scalp import Scalp, directions

# Rows of locks from the hairline to the crown: how far down from the crown they root, and how many there are.
ROWS = ((0.97, 11), (0.78, 11), (0.56, 10), (0.34, 8))
HALF_WIDTH = 50  # degrees of azimuth from the middle to where locks give way to the cap


def short(strands: Strands, scalp: Scalp, options: dict) -> None:
    """Adds cap and locks. Options: `sides` and `crown` (decimetres of lift), `quiff`, `sweep` (degrees), `seed`."""
    sides, crown = options.get("sides", 0.05), options.get("crown", 0.14)
    seed = options.get("seed", 3)

    def lift(azimuth: np.ndarray, share: np.ndarray) -> np.ndarray:
        front = np.exp(-((azimuth / 62) ** 2))
        beside = smoothstep(50, 110, np.abs(azimuth)) * smoothstep(0.12, 0.5, share)
        top = crown * (1 - 0.40 * beside)
        tufts = 0.10 * crown * (value_noise(directions(azimuth, 90 - 130 * share), 9.0, seed) - 0.5)
        return tufts + sides + (top - sides) * smoothstep(0.86 + 0.14 * front, 0.40 + 0.24 * front, share)

    add_cap(strands, scalp, lift, columns=40, rows=10, shade=0.86, overhang=2.5)
    rng = np.random.default_rng(seed)
    for row, (reach, count) in enumerate(ROWS):
        half = HALF_WIDTH + 5 * row
        # Those that are swept towards the middle would span the temple they start from like a bridge.
        for azimuth in np.linspace(16 - half, half, count) + rng.normal(0, 2, count):
            _add(strands, scalp, azimuth, reach, row, rng, options)


def _add(strands, scalp, azimuth, reach, row, rng, options) -> None:
    """A lock of the top: rooted at `reach` of the way to the hairline, swept back and aside, its end in the cap."""
    end = scalp.hairline_elevation(np.array([azimuth]))[0]
    root = 90 - (90 - end) * (reach + 0.02 * rng.normal())
    sweep = options.get("sweep", 26.0) + rng.normal(0, 4)
    back = options.get("back", 36.0) * (1 + 0.10 * rng.normal())
    crown, quiff = options.get("crown", 0.14), options.get("quiff", 0.10)
    beside = smoothstep(25, 70, np.abs(azimuth))
    crown *= 1 - 0.45 * beside
    tall = quiff * (1 - 0.75 * beside) * (1 - 0.22 * row)
    steps = np.array([0, 0.35, 0.7, 1.0])
    lifts = np.array([-0.03, crown * 0.80 + tall * 0.75, crown + tall, crown * 0.72 + tall * 0.15])
    points = scalp.point(azimuth + sweep * steps, root + back * steps, lifts)
    _lock(strands, scalp, points, 0.25 + 0.05 * rng.random(), rng)


def _lock(strands, scalp, points, width, rng) -> None:
    t = np.linspace(0, 1, 7)
    path = smooth_path(points, t)
    outward = unit(path - scalp.centre)
    widths = width * (0.30 + 0.70 * smoothstep(0, 0.40, t)) * (1 - 0.80 * smoothstep(0.55, 1, t) ** 1.4)
    ridge = 0.035 * smoothstep(0, 0.3, t) * smoothstep(1.02, 0.75, t)
    shades = (0.80 + 0.20 * smoothstep(0, 0.4, t)) * (0.96 + 0.10 * rng.random())
    u = rng.random()
    add_lock(strands, path, outward, widths, ridge, (u, u + 0.09), shades)
