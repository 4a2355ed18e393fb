"""Closes the eyes for good: at full blink the upper lid's margin meets the lower one's, in front of the eyeball."""

from __future__ import annotations

import numpy as np

from .mesh import smoothstep
from .topology import HEAD, SIDES, topology

OVERLAP = 0.018
CLEARANCE = 1.035  # of the eyeball's radius: the cornea bulges
REACH = 0.085
LID_ROWS = 3


def split_margin(vertices: np.ndarray, side: str) -> tuple[np.ndarray, np.ndarray]:
    """The upper and lower margin's vertices, each sorted from the nose outwards, corners in both."""
    margin = topology().lids[side]
    points = vertices[margin] * [SIDES[side], 1, 1]
    inner, outer = np.argmin(points[:, 0]), np.argmax(points[:, 0])
    share = (points[:, 0] - points[inner, 0]) / (points[outer, 0] - points[inner, 0])
    line = points[inner, 1] + share * (points[outer, 1] - points[inner, 1])
    corners = np.isin(np.arange(len(margin)), (inner, outer))
    halves = []
    for half in (points[:, 1] > line, points[:, 1] < line):
        chosen = np.flatnonzero(half | corners)
        halves.append(margin[chosen[np.argsort(points[chosen, 0], kind="stable")]])
    return halves[0], halves[1]


def lash_line(vertices: np.ndarray, side: str) -> np.ndarray:
    """The upper lid's front edge, from the nose outwards: lids have a thickness, three rows of skin."""
    upper, lower = split_margin(vertices, side)
    top = topology()
    quads = top.quads[top.island == HEAD]
    seen = row = np.concatenate([upper, lower])
    for _ in range(LID_ROWS):
        touching = np.unique(quads[np.isin(quads, row).any(1)])
        row = np.setdiff1d(touching, seen)
        seen = np.union1d(seen, row)
    corners = vertices[upper[[0, -1]]] * [SIDES[side], 1, 1]
    row = row[vertices[row, 1] > np.interp(vertices[row, 0] * SIDES[side], corners[:, 0], corners[:, 1]) + 0.004]
    return row[np.argsort(vertices[row, 0] * SIDES[side], kind="stable")]


def seal_blink(vertices: np.ndarray, morphs: dict, centre: dict, radius: float) -> dict:
    """Corrects `eyeBlinkLeft` and `eyeBlinkRight`."""
    mended = dict(morphs)
    for side, name in (("l", "eyeBlinkLeft"), ("r", "eyeBlinkRight")):
        mended[name] = _seal(vertices, morphs[name], side, centre[side], radius)
    return mended


def _seal(vertices: np.ndarray, delta: np.ndarray, side: str, centre: np.ndarray, radius: float) -> np.ndarray:
    sign = SIDES[side]
    upper, lower = split_margin(vertices, side)
    closed = vertices + delta
    seam = closed[lower]
    order = np.argsort(seam[:, 0] * sign, kind="stable")
    across = closed[upper][:, 0] * sign
    target = closed[upper].copy()
    share = np.clip((across - across.min()) / np.ptp(across), 0, 1)
    middle = np.clip(4 * share * (1 - share), 0, 1) ** 0.35
    seam_y = np.interp(across, seam[order, 0] * sign, seam[order, 1])
    seam_z = np.interp(across, seam[order, 0] * sign, seam[order, 2])
    target[:, 1] = seam_y - OVERLAP * middle
    target[:, 2] = np.maximum(seam_z + 0.014 * middle, _ball_front(target, centre, radius * CLEARANCE))
    return delta + _spread(vertices, upper, lower, target - closed[upper])


def _ball_front(points: np.ndarray, centre: np.ndarray, radius: float) -> np.ndarray:
    """The z of the ball's front at the points' x and y; far behind where the ball is not."""
    flat = ((points[:, :2] - centre[:2]) ** 2).sum(1)
    return centre[2] + np.sqrt(np.maximum(radius**2 - flat, 0)) - 9 * (flat > radius**2)


def _spread(vertices: np.ndarray, upper: np.ndarray, lower: np.ndarray, correction: np.ndarray) -> np.ndarray:
    """Carries the margin's correction into the lid around it, but not into the lower lid."""
    middle = vertices[upper].mean(0)
    near = np.flatnonzero(np.linalg.norm(vertices - middle, axis=1) < 0.5)
    to_upper = np.linalg.norm(vertices[near][:, None] - vertices[upper][None], axis=2)
    to_lower = np.linalg.norm(vertices[near][:, None] - vertices[lower][None], axis=2).min(1)
    weights = 1 / (to_upper + 0.004) ** 3
    carried = (weights / weights.sum(1, keepdims=True)) @ correction
    distance = to_upper.min(1)
    share = np.exp(-((distance / REACH) ** 2)) * smoothstep(-0.012, 0.012, to_lower - distance)
    share[np.isin(near, upper)] = 1
    share[np.isin(near, lower[1:-1])] = 0
    spread = np.zeros_like(vertices)
    spread[near] = carried * share[:, None]
    return spread
