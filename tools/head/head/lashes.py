"""Lashes: a soft fringe on each upper lid, fullest at two thirds. Single hairs would be thinner than a pixel."""

from __future__ import annotations

import numpy as np

from .figure import METRES, Figure
from .lids import lash_line, split_margin
from .mesh import follow, grid_triangles, smoothstep, unit
from .part import Part

SEGMENTS = 22
THICKNESS = 0.007
EVEN_STEPS = 3
TURN_WHEN_CLOSED = np.radians(75)


def build_lashes(figure: Figure) -> Part:
    """Both sides in one part."""
    roots, points = zip(*(_wing(figure, side) for side in "lr"))
    root, point = np.concatenate(roots), np.concatenate(points)
    one = grid_triangles(2, SEGMENTS)
    triangles = np.concatenate([one, one + 2 * SEGMENTS])
    anchors = np.concatenate(
        [np.union1d(lash_line(figure.vertices, s), split_margin(figure.vertices, s)[0]) for s in "lr"]
    )
    carried = {name: delta[anchors] for name, delta in figure.morphs.items()}
    morphs = follow(root, figure.vertices[anchors], carried, count=3)
    morphs = {name: _even(delta) for name, delta in morphs.items()}
    _turn_down(morphs, point - root)
    colours = np.tile(figure.character.eyes.lash_colour, (len(point), 1))
    moved = {name: delta * METRES for name, delta in morphs.items()}
    normals = np.tile([0.0, 0.3, 0.95], (len(point), 1))
    return Part("lash", "lash", triangles, figure.to_metres(point), normals, None, colours, moved)


def _wing(figure: Figure, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Two rows along the lid: the roots, and the wing's upper edge. Returns the root of each point, and the points."""
    along = np.linspace(0.06, 0.97, SEGMENTS)
    margin = _resample(figure.vertices[split_margin(figure.vertices, side)[0]], along)
    front = _resample(figure.vertices[lash_line(figure.vertices, side)], along)
    root = 0.12 * margin + 0.88 * front
    for _ in range(2):
        root[1:-1] = 0.5 * root[1:-1] + 0.25 * (root[:-2] + root[2:])
    outward = unit((root - figure.eye_centre[side]) * [0.9, 0.3, 1.0])
    sideways = np.array([1.0 if side == "l" else -1.0, 0, 0])
    root = root + outward * 0.006
    full = smoothstep(0.0, 0.66, along) * smoothstep(1.06, 0.80, along)
    length = THICKNESS * smoothstep(-0.05, 0.30, along) + figure.character.eyes.lash_length * full
    direction = unit(outward * 0.75 + [0, 0.62, 0] + sideways * (0.55 * smoothstep(0.2, 1.0, along))[:, None])
    upper = root + direction * length[:, None] + outward * 0.006
    return np.concatenate([root, root]), np.concatenate([root - [0, 0.004, 0], upper])


def _resample(line: np.ndarray, along: np.ndarray) -> np.ndarray:
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    source = np.concatenate([[0], np.cumsum(steps)]) / steps.sum()
    return np.stack([np.interp(along, source, line[:, c]) for c in range(3)], 1)


def _even(delta: np.ndarray) -> np.ndarray:
    """What carries a fringe differs from hair to hair; the fringe itself has to stay a line."""
    rows = delta.reshape(4, SEGMENTS, 3).copy()
    for _ in range(EVEN_STEPS):
        rows[:, 1:-1] = 0.5 * rows[:, 1:-1] + 0.25 * (rows[:, :-2] + rows[:, 2:])
    return rows.reshape(-1, 3)


def _turn_down(morphs: dict, offset: np.ndarray) -> None:
    """A closed lid's lashes point down and forwards, not up."""
    cos, sin = np.cos(TURN_WHEN_CLOSED), np.sin(TURN_WHEN_CLOSED)
    turned = np.stack(
        [offset[:, 0], offset[:, 1] * cos - offset[:, 2] * sin, offset[:, 1] * sin + offset[:, 2] * cos], 1
    )
    turned[:, 1] = -np.abs(turned[:, 1])
    half = len(offset) // 2
    for name, own in (("eyeBlinkLeft", slice(0, half)), ("eyeBlinkRight", slice(half, None))):
        morphs[name][own] += (turned - offset)[own]
