"""How much of the sky each point sees: depth maps of the whole figure from many directions."""

from __future__ import annotations

import numpy as np

from .mesh import unit

DIRECTIONS = 96
RESOLUTION = 220
SAMPLES_A_TRIANGLE = 10
BIAS = 0.05
SOFTNESS = 0.03


class Sky:
    """Depth maps of a set of triangles. Light from above counts more, as in a room."""

    def __init__(self, positions: np.ndarray, triangles: np.ndarray, seed: int = 7):
        rng = np.random.default_rng(seed)
        corners = rng.dirichlet([1, 1, 1], size=(len(triangles), SAMPLES_A_TRIANGLE))
        self.samples = np.einsum("tsk,tkc->tsc", corners, positions[triangles]).reshape(-1, 3)
        self.middle = self.samples.mean(0)
        self.extent = 1.05 * np.abs(self.samples - self.middle).max()

    def visibility(self, points: np.ndarray, normals: np.ndarray) -> np.ndarray:
        """0 (shut in) to 1 (open) for each point."""
        seen, total = np.zeros(len(points)), np.zeros(len(points))
        lifted = points + normals * 0.02
        for direction in _sphere(DIRECTIONS):
            facing = np.maximum(normals @ direction, 0) * (1 + 0.6 * direction[1])
            seen += facing * self._lit(lifted, direction)
            total += facing
        return seen / np.maximum(total, 1e-9)

    def _lit(self, points: np.ndarray, direction: np.ndarray) -> np.ndarray:
        right = unit(np.cross(direction, [[0.3, 0.5, 0.81]]))[0]
        up = np.cross(direction, right)
        depth = np.full((RESOLUTION, RESOLUTION), -1e9)
        x, y, z = self._project(self.samples, right, up, direction)
        np.maximum.at(depth, (x, y), z)
        x, y, z = self._project(points, right, up, direction)
        return 1 / (1 + np.exp(np.clip((depth[x, y] - z - 2 * BIAS) / SOFTNESS, -50, 50)))

    def _project(self, points, right, up, direction):
        offset = points - self.middle
        pixel = [(((offset @ axis) / self.extent * 0.5 + 0.5) * RESOLUTION).astype(int) for axis in (right, up)]
        return (*(p.clip(0, RESOLUTION - 1) for p in pixel), offset @ direction)


def _sphere(count: int) -> np.ndarray:
    """Even directions (a Fibonacci sphere)."""
    k = np.arange(count) + 0.5
    polar, turn = np.arccos(1 - 2 * k / count), np.pi * (1 + 5**0.5) * k
    return np.stack([np.cos(turn) * np.sin(polar), np.cos(polar), np.sin(turn) * np.sin(polar)], 1)
