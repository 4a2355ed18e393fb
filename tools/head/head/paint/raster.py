"""Carries values from triangle corners to texels."""

from __future__ import annotations

import numpy as np

EDGE = -0.02  # texels a little outside a triangle still belong to it


def rasterise(uvs: np.ndarray, values: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Interpolates (triangle, corner, k) values over (triangle, corner, 2) uvs. Returns the image and its mask."""
    image = np.zeros((size, size, values.shape[2]), np.float32)
    mask = np.zeros((size, size), bool)
    for corners, value in zip(uvs * size - 0.5, values):
        _fill(corners, value, image, mask)
    return image, mask


def _fill(corners: np.ndarray, value: np.ndarray, image: np.ndarray, mask: np.ndarray) -> None:
    (x0, y0), (x1, y1), (x2, y2) = corners
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if abs(area) < 1e-9:
        return
    low = np.maximum(np.floor(corners.min(0)).astype(int), 0)
    high = np.minimum(np.ceil(corners.max(0)).astype(int), len(mask) - 1)
    x, y = np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1))
    b1 = ((x - x0) * (y2 - y0) - (x2 - x0) * (y - y0)) / area
    b2 = ((x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)) / area
    b0 = 1 - b1 - b2
    inside = (b0 >= EDGE) & (b1 >= EDGE) & (b2 >= EDGE)
    weights = np.stack([b0[inside], b1[inside], b2[inside]], 1)
    image[y[inside], x[inside]] = weights @ value
    mask[y[inside], x[inside]] = True


def spread_edges(image: np.ndarray, mask: np.ndarray, rounds: int, fallback: np.ndarray) -> np.ndarray:
    """Grows the painted islands outwards, so that filtering at a seam never reads an unpainted texel."""
    image, mask = image.copy(), mask.copy()
    steps = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx]
    for _ in range(rounds):
        total = sum(np.roll(image * mask[..., None], step, (0, 1)) for step in steps)
        count = sum(np.roll(mask, step, (0, 1)).astype(np.float32) for step in steps)
        new = ~mask & (count > 0)
        image[new] = total[new] / count[new][:, None]
        mask |= new
    image[~mask] = fallback
    return image
