"""The hair's finished part and texture."""

from __future__ import annotations

import numpy as np

from .figure import Figure
from .hair import HairModel
from .mesh import smoothstep
from .noise import value_noise
from .occlusion import Sky
from .part import Image, Part
from .skin import encode_jpeg

WIDTH, HEIGHT = 512, 128


def shade_hair(figure: Figure, hair: HairModel, sky: Sky) -> Part:
    """Bakes occlusion and the band of shine into vertex colours."""
    look = figure.character.hair
    openness = np.clip(sky.visibility(hair.positions, hair.normals) / 0.85, 0, 1)
    shade = hair.shade * (0.55 + 0.45 * openness)
    shine = (look.options.get("shine", 0.5) * hair.shine * hair.shade)[:, None]
    base = np.array(look.colour) * shade[:, None]
    colours = np.clip(base + (np.array(look.light) - base) * np.clip(shine, 0, 1), 0, 1)
    return Part("hair", "hair", hair.triangles, figure.to_metres(hair.positions), hair.normals, hair.uvs, colours)


def paint_hair(figure: Figure) -> Image:
    """A grey strand pattern around white; it repeats to the sides, and vertex colours tint it."""
    options = figure.character.hair.options
    u, v = np.meshgrid((np.arange(WIDTH) + 0.5) / WIDTH, (np.arange(HEIGHT) + 0.5) / HEIGHT)
    ring = np.stack([np.cos(u * 2 * np.pi), np.sin(u * 2 * np.pi), 0.05 * v], -1)
    if options.get("texture") == "coils":
        ring[..., 2] = 12 * v
        pattern = 0.6 * value_noise(ring, 4.5, 1) + 0.4 * value_noise(ring, 10, 2)
        grey = 0.40 + 0.85 * smoothstep(0.25, 0.75, pattern)
    else:
        pattern = 0.45 * value_noise(ring, 14, 1) + 0.35 * value_noise(ring, 34, 2) + 0.2 * value_noise(ring, 70, 3)
        grey = 0.66 + 0.62 * pattern
    image = encode_jpeg(np.repeat(np.clip(grey, 0, 1)[..., None], 3, 2), 82)
    image.repeats = True
    return image
