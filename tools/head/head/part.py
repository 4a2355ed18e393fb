"""One drawable piece of a character, as every builder hands it to the writer."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Part:
    """A mesh with its own node.

    Positions and morph deltas are in metres, Y up, facing +Z. Colours are sRGB in 0..1 (the writer makes them
    linear, as glTF wants). `translation` moves the node, for parts that turn around their own centre (eyes). `sight`:
    while the head turns by at most so many radians, a portrait shows none but so many of the first triangles.
    """

    name: str
    material: str
    triangles: np.ndarray
    positions: np.ndarray
    normals: np.ndarray
    uvs: np.ndarray | None = None
    colours: np.ndarray | None = None
    morphs: dict[str, np.ndarray] = field(default_factory=dict)
    translation: np.ndarray | None = None
    sight: tuple[float, int] | None = None


@dataclass
class Material:
    """A plain glTF PBR material; `texture` names an image of the same file."""

    name: str
    roughness: float
    texture: str | None = None
    double_sided: bool = False
    emissive: float = 0.0


@dataclass
class Image:
    """An encoded texture."""

    data: bytes
    mime_type: str
    repeats: bool = False
