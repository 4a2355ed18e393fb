"""What the painters know about each texel of the skin, and how they lay colour on it."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from ..data import DATA, read_bytes
from ..figure import Figure


@dataclass
class Surface:
    """Texels as flat arrays. `colour` is what the painters change (sRGB)."""

    figure: Figure
    position: np.ndarray
    normal: np.ndarray
    openness: np.ndarray
    source_uv: np.ndarray  # in the base mesh's own layout, to look up its masks
    in_mouth: np.ndarray
    in_socket: np.ndarray
    colour: np.ndarray

    def mix(self, colour, amount: np.ndarray) -> None:
        """Covers with `colour` by `amount` (0..1)."""
        share = np.clip(amount, 0, 1)[:, None]
        self.colour = self.colour * (1 - share) + np.asarray(colour) * share

    def scale(self, factor: np.ndarray) -> None:
        """Darkens or brightens."""
        self.colour = self.colour * (factor[:, None] if factor.ndim == 1 else factor)

    def from_eye(self, side: str) -> tuple[np.ndarray, np.ndarray]:
        """Offsets outwards and upwards from an eye's centre, in half widths of the eye."""
        centre = self.figure.eye_centre[side]
        sign = np.sign(centre[0])
        offset = (self.position - centre) / self.figure.eye_half_width
        return offset[:, 0] * sign, offset[:, 1]

    def spot(self, x: float, y: float, width: float, height: float, mirrored: bool = False) -> np.ndarray:
        """A soft ellipse on the front of the face, in decimetres."""
        across = np.abs(self.position[:, 0]) if mirrored else self.position[:, 0]
        distance = ((across - x) / width) ** 2 + ((self.position[:, 1] - y) / height) ** 2
        return np.exp(-distance) * (self.position[:, 2] > self.figure.eye_centre["l"][2] - 0.8)


def sample_mask(name: str, uv: np.ndarray, blur: float = 4) -> np.ndarray:
    """One of the data set's grey masks (lips, ears, …), 0..1."""
    image = Image.open(io.BytesIO(read_bytes(f"{DATA}mpfb2/textures/{name}.jpg"))).convert("L")
    grey = np.asarray(image.filter(ImageFilter.GaussianBlur(blur)), np.float32) / 255
    height, width = grey.shape
    x = np.clip(uv[:, 0] * width - 0.5, 0, width - 1.001)
    y = np.clip((1 - uv[:, 1]) * height - 0.5, 0, height - 1.001)
    i, j = x.astype(int), y.astype(int)
    fx, fy = x - i, y - j
    upper = grey[j, i] * (1 - fx) + grey[j, i + 1] * fx
    lower = grey[j + 1, i] * (1 - fx) + grey[j + 1, i + 1] * fx
    return upper * (1 - fy) + lower * fy
