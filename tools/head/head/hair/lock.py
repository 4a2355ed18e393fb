"""The strand card of this cast: a tapered lock with a ridge, opaque, so that every renderer can draw it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..mesh import grid_triangles, unit


@dataclass
class Strands:
    """Hair surface in the making: positions, strand direction (for the baked highlight), texture, depth shade."""

    positions: list[np.ndarray] = field(default_factory=list)
    tangents: list[np.ndarray] = field(default_factory=list)
    outward: list[np.ndarray] = field(default_factory=list)
    uvs: list[np.ndarray] = field(default_factory=list)
    shades: list[np.ndarray] = field(default_factory=list)
    triangles: list[np.ndarray] = field(default_factory=list)
    count: int = 0

    def add_grid(self, positions, tangents, outward, uvs, shades, closed=False) -> None:
        """Adds a (rows, columns, …) grid of vertices."""
        rows, columns = positions.shape[:2]
        self.triangles.append(grid_triangles(rows, columns, closed) + self.count)
        flat = [a.reshape(rows * columns, -1) for a in (positions, tangents, outward, uvs, shades[..., None])]
        for store, value in zip((self.positions, self.tangents, self.outward, self.uvs, self.shades), flat):
            store.append(value)
        self.count += rows * columns


def smooth_path(points: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """A Catmull-Rom curve through `points`, at these places between the first (0) and the last (1)."""
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = steps * (len(points) - 1)
    i = np.minimum(t.astype(int), len(points) - 2)
    f = (t - i)[:, None]
    a, b, c, d = (padded[i + k] for k in range(4))
    return 0.5 * (2 * b + (c - a) * f + (2 * a - 5 * b + 4 * c - d) * f**2 + (3 * b - a - 3 * c + d) * f**3)


def add_lock(strands: Strands, path, outward, widths, ridge, u: tuple[float, float], shades, v=(0.0, 1.0)) -> None:
    """Adds one lock along `path` (n, 3); `outward` are its surface normals, `ridge` the height of its middle."""
    tangent = unit(np.gradient(path, axis=0))
    normal = unit(outward - (outward * tangent).sum(1, keepdims=True) * tangent)
    across = np.cross(tangent, normal)
    half = (widths / 2)[:, None]
    edge = -0.35 * ridge[:, None] * normal
    grid = np.stack([path - across * half + edge, path + ridge[:, None] * normal, path + across * half + edge], 1)
    rows = len(path)
    uv = np.zeros((rows, 3, 2))
    uv[..., 0] = np.linspace(u[0], u[1], 3)
    uv[..., 1] = np.linspace(*v, rows)[:, None]
    shade = np.repeat(shades[:, None], 3, 1) * np.array([0.82, 1.0, 0.82])
    strands.add_grid(grid, np.repeat(tangent[:, None], 3, 1), np.repeat(normal[:, None], 3, 1), uv, shade)
