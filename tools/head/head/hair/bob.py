"""A side-parted bob: one shell of hair that falls from the parting, furrowed into strands, and locks upon it."""

from __future__ import annotations

import numpy as np

from ..mesh import smoothstep, unit
from ..noise import value_noise
from .cap import add_cap
from .lock import Strands, add_lock, smooth_path
from .scalp import Scalp, directions

# Guides from the front (0) to the middle of the back (1): over the head as (azimuth, elevation, lift), then falling
# as (azimuth, height over the eyes, distance from the head's axis). Those of the front differ between the sides:
# from the parting (at azimuth 14, on the left) the hair sweeps across the forehead to the right.
BACK_GUIDES = [
    (
        0.30,
        [(14, 58, 0.06), (48, 52, 0.11), (74, 30, 0.14), (84, 6, 0.14)],
        [(86, -0.35, 0.89), (85, -0.85, 0.88), (78, -1.20, 0.76)],
    ),
    (
        0.62,
        [(14, 78, 0.09), (84, 66, 0.12), (114, 38, 0.16), (122, 6, 0.16)],
        [(124, -0.35, 0.93), (124, -0.85, 0.90), (124, -1.24, 0.74)],
    ),
    (
        1.00,
        [(14, 88, 0.10), (178, 74, 0.15), (180, 44, 0.18), (180, 8, 0.17)],
        [(180, -0.35, 0.95), (180, -0.85, 0.86), (180, -1.26, 0.68)],
    ),
]
FRONT_GUIDES = {
    1: (
        0.00,
        [(14, 38, 0.03), (33, 35, 0.11), (51, 19, 0.13), (60, 0, 0.11)],
        [(65, -0.36, 0.87), (64, -0.84, 0.85), (50, -1.18, 0.80)],
    ),
    -1: (
        0.00,
        [(13, 38, 0.04), (12, 33, 0.14), (37, 19, 0.15), (54, -2, 0.12)],
        [(63, -0.36, 0.86), (63, -0.84, 0.84), (49, -1.18, 0.79)],
    ),
}
COLUMNS = 22
FALL = 0.62  # the place on a strand where it has come over the head and hangs; before that it bends most
TUCK = 0.16  # how far the shell turns in under itself at its lower end, and behind its front edge
FURROW = 0.020


def bob(strands: Strands, scalp: Scalp, options: dict) -> None:
    """Adds the shell and locks. Options: `length` stretches the fall, `wave` bends it."""
    rng = np.random.default_rng(11)
    add_cap(strands, scalp, lambda azimuth, share: 0.020 + 0 * share, columns=24, rows=4, shade=0.72)
    for side in (1, -1):
        _add_shell(strands, scalp, side, options)
        for share in np.concatenate([[0.01, 0.07], np.linspace(0.15, 0.95, 7)]):
            _add_lock(strands, scalp, side, share, rng, options)


def _add_shell(strands: Strands, scalp: Scalp, side: int, options: dict) -> None:
    """One half, from the front edge to the middle of the back; both ends of a strand are out of sight."""
    shares = np.linspace(0, 1, COLUMNS) ** 1.45
    steps = _steps(17, 7)
    paths = np.stack([_path(scalp, side, share, options, steps) for share in shares], 1)
    t = steps[:, None]
    outward = np.stack([_outward(scalp, paths[:, k]) for k in range(COLUMNS)], 1)
    furrows = value_noise(np.stack([shares * 22 + side, 0 * shares, 0 * shares], -1), 1.0, 7) - 0.5
    furrows *= smoothstep(1.0, 0.93, shares)  # both halves meet at the back
    depth = FURROW * 2 * furrows[None] * smoothstep(0.02, 0.25, t)
    paths = paths + outward * depth[..., None]
    # The front edge rolls in, and so do the tips: a sheet would show that it is one.
    roll = paths[:, :1] - outward[:, :1] * TUCK * smoothstep(0.1, 0.4, t)[..., None]
    roll[..., 2] -= 0.06 * smoothstep(0.1, 0.4, t)
    paths, outward = np.concatenate([roll, paths], 1), np.concatenate([outward[:, :1], outward], 1)
    tips = paths[-1:] - outward[-1:] * TUCK + [0, 0.02, 0]
    tips[:, 0] = paths[-1, 0]  # where both meet, the edge has rolled in already
    paths, outward = np.concatenate([paths, tips]), np.concatenate([outward, outward[-1:]])
    tangents = unit(np.gradient(paths, axis=0))
    along = np.concatenate([t[:, 0], [1.05]])[:, None]
    shade = 0.92 * (0.72 + 0.28 * smoothstep(0, 0.16, along)) * (1 - 0.24 * smoothstep(0.55, 1, along))
    shade = shade * (1 + np.concatenate([[-0.35], 0.5 * furrows]))[None]
    shade[-1] *= 0.55
    u = np.concatenate([[0.0], shares])[None] * 2.2 + 0.31 * side
    uvs = np.stack([u + 0 * along, np.clip(along, 0, 1) + 0 * u], -1)
    strands.add_grid(paths, tangents, outward, uvs, shade)


def _add_lock(strands, scalp, side, share, rng, options) -> None:
    """A lock that lies on the shell and leaves it a little on its way."""
    share = float(np.clip(share + 0.02 * rng.normal(), 0, 1))
    t = _steps(9, 5)
    path = _path(scalp, side, share, options, t, 0.93 - 0.05 * rng.random())
    outward = _outward(scalp, path)
    lift = -0.02 + (0.044 + 0.016 * rng.random()) * smoothstep(0.15, 0.45, t) * smoothstep(1.0, 0.7, t) - 0.01 * smoothstep(0.8, 1, t)
    path = path + outward * lift[:, None]
    width = (0.17 + 0.06 * rng.random()) * (0.35 + 0.65 * smoothstep(0, 0.35, t)) * (1 - 0.75 * smoothstep(0.6, 1.0, t))
    ridge = 0.030 * smoothstep(0, 0.2, t) * smoothstep(1.02, 0.8, t)
    shades = (0.96 + 0.10 * rng.random()) * (0.72 + 0.28 * smoothstep(0, 0.16, t)) * (1 - 0.20 * smoothstep(0.55, 1, t))
    u = rng.random()
    add_lock(strands, path, outward, width, ridge, (u, u + 0.09), shades)


def _steps(over: int, hanging: int) -> np.ndarray:
    """Places on a strand: so many over the head, and so many of what hangs."""
    return np.concatenate([np.linspace(0, FALL, over, endpoint=False), np.linspace(FALL, 1, hanging)])


def _path(scalp: Scalp, side: int, share: float, options: dict, t: np.ndarray, stretch: float = 1.0) -> np.ndarray:
    """A strand at `share` of the way from the front to the back, at these places from 0 to 1."""
    uneven = 0.05 * (float(value_noise(np.array([share * 9, side, 0.5]), 1.0, 3)) - 0.5) * float(smoothstep(1.0, 0.9, share))
    path = smooth_path(_guide(scalp, side, share, options.get("length", 1.0) * stretch + uneven), t)
    bend = options.get("wave", 0.03) * smoothstep(0.35, 1, t) * np.sin(t * 6.5 + 4 * share)
    return path + _outward(scalp, path) * (0.6 * bend)[:, None]


def _outward(scalp: Scalp, path: np.ndarray) -> np.ndarray:
    axis = np.stack([path[:, 0], 0 * path[:, 0], path[:, 2] - scalp.centre[2]], 1)
    high = smoothstep(-0.1, 0.5, path[:, 1:2] - scalp.centre[1])
    return unit(unit(path - scalp.centre) * high + unit(axis) * (1 - high))


def _guide(scalp: Scalp, side: int, share: float, length: float) -> np.ndarray:
    """Control points at `share`, between the guides; the parting itself is not mirrored."""
    guides = [FRONT_GUIDES[side], *BACK_GUIDES]
    keys = [guide[0] for guide in guides]
    over = np.array([[np.interp(share, keys, [g[1][k][c] for g in guides]) for c in range(3)] for k in range(4)])
    fall = np.array([[np.interp(share, keys, [g[2][k][c] for g in guides]) for c in range(3)] for k in range(3)])
    azimuth = np.where(np.arange(4) == 0, over[:, 0], over[:, 0] * side)
    head = scalp.point(azimuth, over[:, 1], over[:, 2])
    level = directions(fall[:, 0] * side, 0 * fall[:, 0])
    hanging = scalp.centre + level * fall[:, 2:3]
    hanging[:, 1] = scalp.eye_y + fall[:, 1] * np.array([1, (1 + length) / 2, length])
    return np.concatenate([head, hanging])
