"""The skin: which part of the body is drawn, and its painted texture."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image as Picture

from .data import base_mesh
from .figure import METRES, Figure
from .hair import HairModel
from .mesh import clip, smoothstep, triangulate
from .occlusion import Sky
from .paint import layers
from .paint.atlas import lay_out
from .paint.raster import rasterise, spread_edges
from .paint.surface import Surface
from .part import Image, Part
from .top import neckline_level
from .topology import BODY, HEAD, MOUTH, SOCKET_L, SOCKET_R, SOCKETS, topology, vertices_in

SIZE = 1024
BELOW_COLLAR, BELOW_TURTLE = 0.12, 0.03  # skin that goes on under the clothing
UNDER_CLOTH = 0.04  # how far it draws back there, or it comes through
JPEG_QUALITY = 88


def visible_quads(figure: Figure, hair: HairModel) -> np.ndarray:
    """A flag per body quad: not under the clothes, nor deep in a socket, nor deep under the hair."""
    top = topology()
    corners = figure.vertices[top.quads]
    shown = (neckline_level(figure, corners) > -_below(figure)).any(1)
    for side, island in SOCKETS.items():
        deep = corners[..., 2].max(1) < figure.eye_centre[side][2] + 0.35 * figure.eye_radius
        shown &= ~((top.island == island) & deep)
    kept = _ears(figure) & figure.character.hair.options.get("ears", True)
    return shown & ~((top.island == HEAD) & hair.covers(corners).all(1) & ~kept)


def _below(figure: Figure) -> float:
    return BELOW_TURTLE if figure.character.top.collar == "turtle" else BELOW_COLLAR


def _ears(figure: Figure) -> np.ndarray:
    """Quads of the ears, which stand out of the hair of short styles."""
    corners = figure.vertices[topology().quads].mean(1)
    eye = figure.eye_centre["l"]
    return (np.abs(corners[:, 0]) > 0.68) & (corners[:, 1] < eye[1] + 0.35) & (corners[:, 2] < eye[2] - 0.3)


def build_skin(figure: Figure, hair: HairModel, sky: Sky) -> tuple[Part, Image]:
    """The skin's part and texture."""
    top = topology()
    shown = visible_quads(figure, hair)
    uvs = lay_out(figure, shown)
    vertex_triangles = triangulate(top.quads[shown])
    uv_triangles = triangulate(top.quad_texcoords[shown])
    openness = np.ones(len(figure.vertices))
    used = np.unique(vertex_triangles)
    openness[used] = sky.visibility(figure.vertices[used], figure.normals[used])
    neck = np.intersect1d(used, vertices_in(BODY))
    openness[neck] = (openness[neck] + openness[_mirrored(figure.vertices, neck)]) / 2
    texture = _paint(figure, hair, shown, uvs, openness)
    return _part(figure, vertex_triangles, uv_triangles, uvs), texture


def _mirrored(vertices: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """For each of the chosen vertices the one on the other side."""
    points = vertices[chosen]
    return chosen[np.linalg.norm(points[:, None] * [-1, 1, 1] - points[None], axis=2).argmin(1)]


def _part(figure: Figure, vertex_triangles: np.ndarray, uv_triangles: np.ndarray, uvs: np.ndarray) -> Part:
    """A vertex for every pair of position and texture coordinate, cut off under the collar."""
    pairs = vertex_triangles.astype(np.int64) * 100_000 + uv_triangles
    unique, inverse = np.unique(pairs, return_inverse=True)
    vertex, texcoord = unique // 100_000, unique % 100_000
    fields = {"position": figure.vertices[vertex], "normal": figure.normals[vertex], "uv": uvs[texcoord]}
    fields |= {f"morph {name}": delta[vertex] for name, delta in figure.morphs.items()}
    level = neckline_level(figure, figure.vertices[vertex]) + _below(figure)
    under = smoothstep(0.5 * _below(figure), 0, level)
    fields["position"] = fields["position"] - UNDER_CLOTH * under[:, None] * fields["normal"]
    triangles, cut, _ = clip(inverse.reshape(-1, 3), fields, level)
    morphs = {name: cut[f"morph {name}"] * METRES for name in figure.morphs}
    flipped = np.stack([cut["uv"][:, 0], 1 - cut["uv"][:, 1]], 1)  # glTF counts V downwards
    return Part("skin", "skin", triangles, figure.to_metres(cut["position"]), cut["normal"], flipped, None, morphs)


def _paint(figure: Figure, hair: HairModel, shown, uvs, openness) -> Image:
    top = topology()
    island = np.concatenate([top.island[shown]] * 2)
    vertices = triangulate(top.quads[shown])
    texcoords = triangulate(top.quad_texcoords[shown])
    flags = [np.repeat(np.isin(island, names)[:, None, None], 3, 1) for names in ([MOUTH], [SOCKET_L, SOCKET_R])]
    # Both halves of the neck share their texels, so what is painted there must not know left from right.
    position = figure.vertices[vertices]
    position[..., 0] = np.where((island == BODY)[:, None], np.abs(position[..., 0]), position[..., 0])
    values = [position, figure.normals[vertices], openness[vertices][..., None]]
    values += [base_mesh().texcoords[texcoords], *flags]
    image, mask = rasterise(uvs[texcoords], np.concatenate(values, 2), SIZE)
    texel = image[mask].astype(np.float64)
    surface = Surface(
        figure, texel[:, :3], texel[:, 3:6], texel[:, 6], texel[:, 7:9], texel[:, 9], texel[:, 10], texel[:, :3]
    )
    for paint in (layers.paint_ground, layers.paint_blush, layers.paint_age, layers.paint_lids, layers.paint_lips):
        paint(surface)
    layers.paint_sheen(surface)
    layers.paint_brows(surface)
    layers.paint_hairline(surface, hair)
    layers.paint_occlusion(surface)
    colour = np.zeros((SIZE, SIZE, 3), np.float32)
    colour[mask] = np.clip(surface.colour, 0, 1)
    colour = spread_edges(colour, mask, 10, np.array(figure.character.skin.base))
    return encode_jpeg(colour[::-1])


def encode_jpeg(colour: np.ndarray, quality: int = JPEG_QUALITY) -> Image:
    """An sRGB picture in 0..1 as JPEG."""
    buffer = io.BytesIO()
    Picture.fromarray((colour * 255 + 0.5).astype(np.uint8)).save(buffer, "JPEG", quality=quality, optimize=True)
    return Image(buffer.getvalue(), "image/jpeg")
