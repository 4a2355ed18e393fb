"""Small operations on triangle meshes."""

from __future__ import annotations

import numpy as np


def smoothstep(start, end, x: np.ndarray) -> np.ndarray:
    """0 before `start`, 1 after `end` (which may be the smaller), eased between."""
    t = np.clip((x - start) / (end - start), 0, 1)
    return t * t * (3 - 2 * t)


def triangulate(quads: np.ndarray) -> np.ndarray:
    """Two triangles a quad, all first halves before all second ones."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def unit(vectors: np.ndarray) -> np.ndarray:
    """The same directions with length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def vertex_normals(positions: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Area-weighted normals."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    normals = np.zeros_like(positions)
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], face)
    return unit(normals)


def welded_normals(positions: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Normals shared by vertices at one place, so that texture seams do not show."""
    _, group = np.unique(np.round(positions, 6), axis=0, return_inverse=True)
    group = group.ravel()
    merged = np.zeros((group.max() + 1, 3))
    merged[group] = positions
    return vertex_normals(merged, group[triangles])[group]


def compact(triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Triangles over only the vertices they use, and which those are."""
    used, inverse = np.unique(triangles, return_inverse=True)
    return inverse.reshape(-1, 3), used


def grid_triangles(rows: int, columns: int, closed: bool = False) -> np.ndarray:
    """Triangles of a row-major grid of vertices; `closed` joins the last column to the first."""
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns if closed else columns - 1), indexing="ij")
    r, c = r.ravel(), c.ravel()
    a, b = r * columns + c, r * columns + (c + 1) % columns
    return np.concatenate([np.stack([a, a + columns, b + columns], 1), np.stack([a, b + columns, b], 1)])


def facing(triangles: np.ndarray, positions: np.ndarray, outward: np.ndarray) -> np.ndarray:
    """The triangles, wound so that most of them face along `outward` (a vector per vertex)."""
    agreement = (vertex_normals(positions, triangles) * outward).sum()
    return triangles if agreement > 0 else triangles[:, ::-1]


def clip(triangles: np.ndarray, fields: dict[str, np.ndarray], level: np.ndarray):
    """Keeps where `level` > 0, cutting triangles on the zero line.

    `fields` are arrays per vertex, interpolated at the cuts. Returns the triangles, the fields of the vertices in
    use, and which of these lie on the cut.
    """
    inside = level[triangles] > 0
    count = inside.sum(1)
    kept = [tuple(t) for t in triangles[count == 3]]
    cuts: dict[tuple[int, int], int] = {}

    def cut(a: int, b: int) -> int:
        edge = (min(a, b), max(a, b))
        return cuts.setdefault(edge, len(level) + len(cuts))

    partial = (count == 1) | (count == 2)
    for corner, inner in zip(triangles[partial], inside[partial]):
        lone = int(np.argmax(inner)) if inner.sum() == 1 else int(np.argmin(inner))
        a, b, c = corner[lone], corner[(lone + 1) % 3], corner[(lone + 2) % 3]
        if inner.sum() == 1:
            kept.append((a, cut(a, b), cut(a, c)))
        else:
            kept += [(cut(a, b), b, c), (cut(a, b), c, cut(a, c))]
    edges = np.array(list(cuts), int).reshape(-1, 2)
    share = (level[edges[:, 0]] / (level[edges[:, 0]] - level[edges[:, 1]]))[:, None]
    result, used = compact(np.array(kept, int))
    extended = {
        k: np.concatenate([v, v[edges[:, 0]] * (1 - share) + v[edges[:, 1]] * share]) for k, v in fields.items()
    }
    return result, {k: v[used] for k, v in extended.items()}, used >= len(level)


def nearest_weights(points: np.ndarray, anchors: np.ndarray, count: int = 4, soften: float = 0.02):
    """For each point the `count` nearest anchors and their inverse-distance weights."""
    distance = np.linalg.norm(points[:, None] - anchors[None], axis=2)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :count]
    weights = 1 / (np.take_along_axis(distance, nearest, 1) + soften)
    return nearest, weights / weights.sum(1, keepdims=True)


def follow(points: np.ndarray, anchors: np.ndarray, deltas: dict[str, np.ndarray], count: int = 4):
    """Morph deltas of points that ride on anchors; morphs that move none of them are left out."""
    nearest, weights = nearest_weights(points, anchors, count)
    carried = {name: (delta[nearest] * weights[..., None]).sum(1) for name, delta in deltas.items()}
    return {name: delta for name, delta in carried.items() if np.abs(delta).max() > 1e-4}
