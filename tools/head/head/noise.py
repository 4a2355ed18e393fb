"""Value noise: repeatable, without state."""

from __future__ import annotations

import itertools

import numpy as np


def value_noise(points: np.ndarray, frequency: float, seed: int) -> np.ndarray:
    """Smooth noise in 0..1 over the last axis's three coordinates."""
    scaled = np.asarray(points) * frequency
    cell = np.floor(scaled).astype(np.int64)
    fraction = scaled - cell
    fraction = fraction * fraction * (3 - 2 * fraction)
    total = np.zeros(scaled.shape[:-1])
    for corner in itertools.product((0, 1), repeat=3):
        share = np.prod(np.where(corner, fraction, 1 - fraction), axis=-1)
        total += share * _hash(cell + np.array(corner), seed)
    return total


def _hash(cell: np.ndarray, seed: int) -> np.ndarray:
    mixed = cell[..., 0] * 73856093 ^ cell[..., 1] * 19349663 ^ cell[..., 2] * 83492791 ^ seed * 2654435
    mixed = (mixed ^ (mixed >> 13)) * 1274126177 & 0x7FFFFFFF
    return ((mixed ^ (mixed >> 16)) & 0xFFFF) / 65535.0
