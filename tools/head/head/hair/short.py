"""Short hair, swept from the front: tight at the sides, locks on top."""

from __future__ import annotations

import numpy as np

from ..mesh import smoothstep, unit
from .cap import add_cap
from .lock import Strands, add_lock, smooth_path
from .scalp import Scalp


def short(strands: Strands, scalp: Scalp, options: dict) -> None:
    """Adds cap and locks. Options: `sides` and `crown` (decimetres of lift), `quiff`, `sweep` (degrees), `seed`."""
    sides, crown = options.get("sides", 0.05), options.get("crown", 0.14)

    def lift(azimuth: np.ndarray, share: np.ndarray) -> np.ndarray:
        front = np.exp(-((azimuth / 50) ** 2))
        top = crown * (1 - 0.45 * smoothstep(60, 130, np.abs(azimuth)) * smoothstep(0.12, 0.5, share))
        return sides + (top - sides) * smoothstep(0.80 + 0.15 * front, 0.35, share)

    add_cap(strands, scalp, lift, columns=36, rows=8, shade=0.72, overhang=3.0)
    rng = np.random.default_rng(options.get("seed", 3))
    for row, (elevation, count) in enumerate(((0.97, 13), (0.80, 13), (0.62, 12), (0.44, 10), (0.26, 8))):
        for azimuth in np.linspace(-62 - 4 * row, 62 + 4 * row, count) + rng.normal(0, 2, count):
            _add(strands, scalp, azimuth, elevation, row, rng, options)
    for azimuth in np.concatenate([np.linspace(-175, -122, 8), np.linspace(122, 175, 8)]):
        _add_side(strands, scalp, azimuth, rng, options)


def _add(strands, scalp, azimuth, reach, row, rng, options) -> None:
    """A lock of the top: rooted at `reach` of the way to the hairline, swept back and aside."""
    end = scalp.hairline_elevation(np.array([azimuth]))[0]
    root = 90 - (90 - end) * (reach + 0.02 * rng.normal())
    sweep = options.get("sweep", 26.0) + rng.normal(0, 6)
    back = options.get("back", 34.0) * (1 + 0.15 * rng.normal())
    crown, quiff = options.get("crown", 0.14), options.get("quiff", 0.10)
    crown *= 1 - 0.6 * smoothstep(35, 75, np.abs(azimuth))
    tall = quiff * np.exp(-((azimuth / 45) ** 2)) * (1 - 0.18 * row)
    steps = np.array([0, 0.35, 0.7, 1.0])
    lifts = np.array([0.01, crown * 0.75 + tall * 0.8, crown + tall, crown * 0.60 + tall * 0.25 + 0.02 * rng.random()])
    points = scalp.point(azimuth + sweep * steps, root + back * steps, lifts)
    _lock(strands, scalp, points, 0.20 + 0.05 * rng.random(), rng)


def _add_side(strands, scalp, azimuth, rng, options) -> None:
    """A short lock of the side or the back, combed down and back."""
    end = scalp.hairline_elevation(np.array([azimuth]))[0]
    root = end + (62 - end) * (0.75 + 0.1 * rng.random())
    sides = options.get("sides", 0.05)
    points = scalp.point(
        azimuth + np.sign(azimuth) * np.array([0, 4, 7, 9]),
        root + (end + 6 + 8 * rng.random() - root) * np.array([0, 0.35, 0.7, 1.0]),
        np.array([sides + 0.04, sides + 0.05, sides + 0.03, sides * 0.4]),
    )
    _lock(strands, scalp, points, 0.24, rng)


def _lock(strands, scalp, points, width, rng) -> None:
    samples = 6
    path = smooth_path(points, samples)
    t = np.linspace(0, 1, samples)
    outward = unit(path - scalp.centre)
    widths = width * (0.55 + 0.45 * smoothstep(0, 0.35, t)) * (1 - 0.92 * smoothstep(0.55, 1, t) ** 1.4)
    ridge = 0.05 * smoothstep(0, 0.3, t) * smoothstep(1.02, 0.75, t)
    shades = (0.78 + 0.22 * smoothstep(0, 0.4, t)) * (0.9 + 0.18 * rng.random())
    u = rng.random()
    add_lock(strands, path, outward, widths, ridge, (u, u + 0.09), shades)
