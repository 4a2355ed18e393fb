"""A side-parted bob: locks fall from the parting, frame the face and curl in under the jaw."""

from __future__ import annotations

import numpy as np

from ..mesh import smoothstep, unit
from .cap import add_cap
from .lock import Strands, add_lock, smooth_path
from .scalp import Scalp, directions

PART = 14.0  # azimuth of the parting's front end
# Guides from the front (0) to the middle of the back (1): over the head as (azimuth, elevation, lift), then falling
# as (azimuth, height over the eyes, distance from the head's axis).
GUIDES = [
    (
        0.00,
        [(14, 37, 0.02), (34, 37, 0.08), (52, 24, 0.09), (61, 4, 0.07)],
        [(64, -0.30, 0.83), (63, -0.75, 0.83), (58, -1.12, 0.77)],
    ),
    (
        0.30,
        [(14, 58, 0.06), (48, 50, 0.08), (74, 28, 0.10), (84, 4, 0.10)],
        [(86, -0.35, 0.87), (85, -0.80, 0.87), (80, -1.18, 0.77)],
    ),
    (
        0.62,
        [(14, 78, 0.09), (84, 64, 0.09), (114, 36, 0.12), (122, 5, 0.13)],
        [(124, -0.35, 0.91), (124, -0.80, 0.89), (124, -1.22, 0.75)],
    ),
    (
        1.00,
        [(14, 87, 0.10), (150, 72, 0.12), (174, 42, 0.15), (179, 6, 0.15)],
        [(179, -0.35, 0.94), (179, -0.80, 0.86), (179, -1.24, 0.70)],
    ),
]


def bob(strands: Strands, scalp: Scalp, options: dict) -> None:
    """Adds cap and locks. Options: `length` stretches the fall, `wave` bends it."""
    rng = np.random.default_rng(11)
    add_cap(strands, scalp, lambda azimuth, share: 0.030 + 0 * share, columns=36, rows=7, shade=0.72)
    for side in (1, -1):
        for layer, count in ((0, 15), (1, 17)):
            shares = (np.arange(count) + 0.5 * layer) / (count - 0.5)
            for share in shares[shares <= 1]:
                _add(strands, scalp, side, layer, float(share), rng, options)


def _add(strands, scalp, side, layer, share, rng, options) -> None:
    points = _guide(scalp, side, share, options.get("length", 1.0) * (1 - 0.035 * rng.random() - 0.03 * layer))
    samples = 11
    path = smooth_path(points, samples)
    t = np.linspace(0, 1, samples)
    axis = np.stack([path[:, 0], 0 * t, path[:, 2] - scalp.centre[2]], 1)
    radial = unit(path - scalp.centre)
    outward = unit(np.where(path[:, 1:2] > scalp.centre[1], radial, unit(axis)))
    swing = options.get("wave", 0.03) * smoothstep(0.35, 1, t) * np.sin(t * 7 + 5 * share + 2 * layer + rng.random())
    lift = 0.012 + 0.030 * layer * smoothstep(0, 0.25, t) + 0.02 * rng.random() * smoothstep(0.1, 0.4, t)
    path = path + outward * (lift + swing * 0.6)[:, None]
    width = (
        (0.24 + 0.05 * rng.random())
        * (0.45 + 0.55 * smoothstep(0, 0.3, t))
        * (1 + 0.25 * smoothstep(0.4, 0.8, t))
        * (1 - 0.62 * smoothstep(0.82, 1.0, t) ** 1.5)
    )
    ridge = (0.032 + 0.012 * layer) * smoothstep(0, 0.2, t) * smoothstep(1.02, 0.8, t)
    shades = (0.74 + 0.26 * layer) * (0.70 + 0.30 * smoothstep(0, 0.16, t)) * (1 - 0.22 * smoothstep(0.55, 1, t))
    u = rng.random()
    add_lock(strands, path, outward, width, ridge, (u, u + 0.11), shades * (0.93 + 0.14 * rng.random()))


def _guide(scalp: Scalp, side: int, share: float, length: float) -> np.ndarray:
    """Control points at `share`, between the guides; the parting itself is not mirrored."""
    keys = [guide[0] for guide in GUIDES]
    over = np.array([[np.interp(share, keys, [g[1][k][c] for g in GUIDES]) for c in range(3)] for k in range(4)])
    fall = np.array([[np.interp(share, keys, [g[2][k][c] for g in GUIDES]) for c in range(3)] for k in range(3)])
    azimuth = np.where(np.arange(4) == 0, over[:, 0], over[:, 0] * side)
    lift = over[:, 2] + (0.04 if side < 0 else 0.0) * smoothstep(0.8, 0.0, share) * (np.arange(4) == 1)
    head = scalp.point(azimuth, over[:, 1], lift)
    level = directions(fall[:, 0] * side, 0 * fall[:, 0])
    hanging = scalp.centre + level * fall[:, 2:3]
    hanging[:, 1] = scalp.eye_y + fall[:, 1] * np.array([1, (1 + length) / 2, length])
    return np.concatenate([head, hanging])
