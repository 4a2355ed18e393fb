"""The head as a radius by direction, and the hairline on it.

Directions are (azimuth, elevation) in degrees around a centre between the ears: azimuth 0 looks forward, 90 to the
character's left; elevation 90 is up.
"""

from __future__ import annotations

import numpy as np

from ..figure import Figure
from ..topology import HEAD, vertices_in

# Hairline: height over the eyes (decimetres, for a head whose crown is 1.08 above them) by absolute azimuth.
HAIRLINE = np.array(
    [
        [0, 0.66], [20, 0.67], [36, 0.60], [48, 0.44], [56, 0.24], [64, 0.10], [70, -0.10], [75, -0.30], [81, -0.30],
        [86, -0.02], [93, 0.12], [104, 0.12], [114, 0.00], [122, -0.25], [140, -0.55], [160, -0.70], [180, -0.74],
    ]
)  # fmt: skip
KERNEL = 0.006


def directions(azimuth: np.ndarray, elevation: np.ndarray) -> np.ndarray:
    """Unit vectors."""
    a, e = np.radians(azimuth), np.radians(elevation)
    return np.stack([np.sin(a) * np.cos(e), np.sin(e) + 0 * a, np.cos(a) * np.cos(e)], -1)


class Scalp:
    """The smooth head without ears."""

    def __init__(self, figure: Figure, hairline: np.ndarray = HAIRLINE):
        head = figure.vertices[vertices_in(HEAD)]
        eye = figure.eye_centre["l"]
        self.eye_y = eye[1]
        self.scale = (figure.crown_y - eye[1]) / 1.08
        self.centre = np.array([0, eye[1] + 0.10, (head[:, 2].max() + head[:, 2].min()) / 2 - 0.12])
        ear = (np.abs(head[:, 0]) > 0.70) & (head[:, 1] < eye[1] + 0.25) & (head[:, 2] < eye[2] - 0.35)
        neck = (head[:, 1] < eye[1] - 0.55) & (head[:, 2] > self.centre[2])
        offset = head[~ear & ~neck] - self.centre
        self._radius = np.linalg.norm(offset, axis=1)
        self._direction = offset / self._radius[:, None]
        self.hairline = hairline

    def radius(self, direction: np.ndarray) -> np.ndarray:
        """Distance of the skin from the centre, a kernel mean over the head's vertices."""
        flat = direction.reshape(-1, 3)
        weight = np.exp((flat @ self._direction.T - 1) / KERNEL)
        return ((weight @ self._radius) / np.maximum(weight.sum(1), 1e-12)).reshape(direction.shape[:-1])

    def point(self, azimuth, elevation, lift) -> np.ndarray:
        """A point `lift` decimetres over the skin."""
        direction = directions(np.asarray(azimuth, float), np.asarray(elevation, float))
        return self.centre + direction * (self.radius(direction) + lift)[..., None]

    def hairline_y(self, azimuth: np.ndarray) -> np.ndarray:
        """The hairline's height by azimuth."""
        wrapped = np.abs((np.asarray(azimuth) + 180) % 360 - 180)
        return self.eye_y + self.scale * np.interp(wrapped, self.hairline[:, 0], self.hairline[:, 1])

    def hairline_elevation(self, azimuth: np.ndarray) -> np.ndarray:
        """The elevation at which the skin passes the hairline's height."""
        elevation = np.linspace(-70, 85, 156)
        grid = self.point(azimuth[:, None] + 0 * elevation, elevation + 0 * azimuth[:, None], np.zeros(1))
        above = grid[..., 1] >= self.hairline_y(azimuth)[:, None]
        return elevation[np.argmax(above, axis=1)]

    def azimuth(self, points: np.ndarray) -> np.ndarray:
        """Azimuth of points."""
        return np.degrees(np.arctan2(points[..., 0], points[..., 2] - self.centre[2]))

    def inside(self, points: np.ndarray) -> np.ndarray:
        """How far a point of the skin lies inside the hairline (decimetres, vertically)."""
        return points[..., 1] - self.hairline_y(self.azimuth(points))
