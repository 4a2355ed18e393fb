"""Puts one character together."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .character import Character
from .eyes import build_eyes, paint_eye
from .figure import build_figure
from .gltf import GlbWriter
from .hair import build_hair
from .hair_part import paint_hair, shade_hair
from .lashes import build_lashes
from .mesh import triangulate
from .occlusion import Sky
from .part import Image, Material, Part
from .sight import sort_by_sight
from .simplify import simplify
from .skin import build_skin, visible_quads
from .teeth import build_teeth
from .tongue import build_tongue
from .top import build_top, shade_top
from .topology import topology

MAX_TRIANGLES, MAX_BYTES = 9_000, 450_000
COPYRIGHT = "CC0: made from MakeHuman's base mesh and targets and from Mika Suominen's face units"
MATERIALS = [
    Material("skin", 0.62, "skin"),
    Material("top", 0.95, double_sided=True),
    Material("eye", 0.18, "eye"),
    Material("glint", 0.5, emissive=1.0),
    Material("teeth", 0.35),
    Material("tongue", 0.45),
    Material("lash", 0.9, double_sided=True),
]


def build_parts(character: Character):
    """All parts of a character, and its images by material name."""
    figure = build_figure(character)
    hair = build_hair(figure)
    top = build_top(figure)
    sky = Sky(
        *_merge(
            [
                (figure.vertices, triangulate(topology().quads[visible_quads(figure, hair)])),
                (hair.positions, hair.triangles),
                (top[1], top[0]),
            ]
        )
    )
    skin, skin_image = build_skin(figure, hair, sky)
    parts = [skin, *build_eyes(figure), build_teeth(figure), build_tongue(figure), build_lashes(figure)]
    parts += [shade_hair(figure, hair, sky), shade_top(figure, top, sky)]
    return [simplify(part) for part in parts], {"skin": skin_image, "eye": paint_eye(figure), "hair": paint_hair(figure)}


def build(character: Character, folder: Path) -> Path:
    """Writes `<folder>/<name>.glb` and prints what it holds; fails when it is over its budget."""
    parts, images = build_parts(character)
    parts = sort_by_sight(parts, lambda parts: _write(character, parts, images))
    data = _write(character, parts, images)
    triangles = sum(len(part.triangles) for part in parts)
    print(f"{character.name}: {triangles} triangles, {len(data)} bytes;", _inventory(parts), flush=True)
    path = folder / f"{character.name}.glb"
    path.write_bytes(data)
    if triangles > MAX_TRIANGLES or len(data) > MAX_BYTES:
        raise ValueError(f"{character.name} is over its budget of {MAX_TRIANGLES} triangles and {MAX_BYTES} bytes")
    return path


def _write(character: Character, parts: list[Part], images: dict[str, Image]) -> bytes:
    writer = GlbWriter({"generator": "mouthpiece tools/head", "copyright": COPYRIGHT}, {"character": character.about})
    hair = Material("hair", character.hair.options.get("roughness", 0.6), "hair", double_sided=True)
    writer.add_materials([*MATERIALS, hair], images)
    for part in parts:
        writer.add_part(part)
    return writer.finish()


def _merge(meshes: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    offsets = np.cumsum([0] + [len(positions) for positions, _ in meshes[:-1]])
    triangles = [faces + offset for (_, faces), offset in zip(meshes, offsets)]
    return np.concatenate([positions for positions, _ in meshes]), np.concatenate(triangles)


def _inventory(parts: list[Part]) -> str:
    return ", ".join(f"{part.name} {part.sight[1]} of {len(part.triangles)}" for part in parts)
