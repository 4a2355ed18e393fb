"""Eyeballs as caps on their own nodes, their texture, and catch-lights that stay with the head."""

from __future__ import annotations

import numpy as np

from .figure import METRES, Figure
from .lids import split_margin
from .mesh import grid_triangles, smoothstep
from .noise import value_noise
from .part import Part
from .skin import encode_jpeg

RINGS, SEGMENTS = 6, 18
CAP_RADIANS = np.radians(80)
TEXTURE_RADIANS = np.radians(100)  # angle from the gaze at the texture's edge
CORNEA = 0.035
PUPIL_RADIANS = 0.21
# Catch-lights: direction from the eye's centre (right, up), size; as a key light and its fill would leave.
GLINTS = [((-0.17, 0.15), 0.10), ((0.18, -0.20), 0.045)]
TEXTURE_SIZE = 256


def _cap(radius: float):
    angle = np.concatenate([[0], np.linspace(0, CAP_RADIANS, RINGS + 1)[1:] ** 1.0])
    turn = np.linspace(0, 2 * np.pi, SEGMENTS, endpoint=False)
    a, b = np.meshgrid(angle[1:], turn, indexing="ij")
    directions = np.stack([np.sin(a) * np.cos(b), np.sin(a) * np.sin(b), np.cos(a)], -1).reshape(-1, 3)
    directions = np.concatenate([[[0, 0, 1]], directions])
    polar = np.arccos(np.clip(directions[:, 2], -1, 1))
    flat = directions[:, :2] / np.maximum(np.linalg.norm(directions[:, :2], axis=1, keepdims=True), 1e-9)
    uvs = 0.5 + flat * (polar / TEXTURE_RADIANS * 0.5)[:, None] * [1, -1]
    positions = directions * radius * (1 + CORNEA * np.exp(-((polar / 0.45) ** 2)))[:, None]
    fan = np.stack([np.zeros(SEGMENTS, int), 1 + np.arange(SEGMENTS), 1 + (np.arange(SEGMENTS) + 1) % SEGMENTS], 1)
    return np.concatenate([fan, grid_triangles(RINGS, SEGMENTS, closed=True) + 1]), positions, directions, uvs


def build_eyes(figure: Figure) -> list[Part]:
    """`eye_l`, `eye_r` (they turn around their own origin) and `glint`."""
    triangles, positions, normals, uvs = _cap(figure.eye_radius)
    parts = []
    for side, centre in figure.eye_centre.items():
        place = figure.to_metres(centre)
        parts.append(Part(f"eye_{side}", "eye", triangles, positions * METRES, normals, uvs, translation=place))
    return [*parts, _glints(figure)]


def _glints(figure: Figure) -> Part:
    """Small discs on the cornea that shrink away as the lids close over them."""
    positions, triangles, morphs = [], [], {name: [] for name in ("eyeBlinkLeft", "eyeBlinkRight")}
    corners = 8
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    for side, centre in figure.eye_centre.items():
        for (x, y), size in GLINTS:
            disc = np.stack([x + size * np.cos(turn), y + size * 1.15 * np.sin(turn)], 1)
            points = np.concatenate([[[x, y]], disc])
            depth = np.sqrt(1 - (points**2).sum(1))
            ball = np.concatenate([points, depth[:, None]], 1) * figure.eye_radius * (1 + CORNEA * 1.12)
            start = sum(len(p) for p in positions)
            positions.append(centre + ball)
            triangles += [(start, start + 1 + k, start + 1 + (k + 1) % corners) for k in range(corners)]
            for name, own in (("eyeBlinkLeft", "l"), ("eyeBlinkRight", "r")):
                inwards = ball[0] * [1, 1, 0.55] - ball
                morphs[name].append(inwards * 1.6 if own == side else 0 * ball)
    flat = np.concatenate(positions)
    moved = {name: np.concatenate(deltas) * METRES for name, deltas in morphs.items()}
    normals = np.tile([0.0, 0, 1], (len(flat), 1))
    return Part("glint", "glint", np.array(triangles), figure.to_metres(flat), normals, morphs=moved)


def paint_eye(figure: Figure):
    """Iris, pupil, a limbal ring, and a white that is shaded by the lids."""
    eyes = figure.character.eyes
    n = TEXTURE_SIZE
    y, x = (np.mgrid[0:n, 0:n] + 0.5) / n - 0.5
    r = np.hypot(x, y) * 2 * TEXTURE_RADIANS
    turn = np.arctan2(y, x)
    spokes = np.stack([np.cos(turn) * 9, np.sin(turn) * 9, r * 3], -1)
    fibres = 0.6 * value_noise(spokes, 2.0, 3) + 0.4 * value_noise(spokes, 4.5, 4)
    iris_r = eyes.iris_radians
    blend = smoothstep(PUPIL_RADIANS, iris_r * 0.85, r)[..., None]
    iris = (np.array(eyes.inner) * (1 - blend) + np.array(eyes.outer) * blend) * (0.62 + 0.75 * fibres)[..., None]
    iris *= (1 - 0.60 * smoothstep(iris_r * 0.80, iris_r, r))[..., None]
    iris *= (0.80 + 0.55 * smoothstep(-0.10, 0.16, y))[..., None]  # light enters from above and leaves below
    white = np.array([0.94, 0.925, 0.91]) * (1 - 0.30 * smoothstep(0.60, 1.25, r))[..., None]
    white = white - np.array([0, 0.07, 0.07]) * smoothstep(0.75, 1.3, r)[..., None]
    share = smoothstep(iris_r + 0.035, iris_r - 0.035, r)[..., None]
    colour = white * (1 - share) + iris * share
    colour *= (1 - 0.97 * smoothstep(PUPIL_RADIANS + 0.025, PUPIL_RADIANS - 0.025, r))[..., None]
    upper = np.ptp(figure.vertices[split_margin(figure.vertices, "l")[0]][:, 1])
    colour *= (1 - (0.34 + 0.2 * min(upper, 0.1)) * smoothstep(-0.04, -0.24, y))[..., None]  # shadow of the lid
    return encode_jpeg(np.clip(colour, 0, 1), 90)
