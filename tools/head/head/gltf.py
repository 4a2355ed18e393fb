"""Writes parts as one GLB: sparse morph targets, every mesh stream under EXT_meshopt_compression."""

from __future__ import annotations

import json
import struct

import numpy as np

from . import meshopt
from .part import Image, Material, Part

POSITION_BITS = 17  # 4 micrometres
MORPH_BITS = 16  # 8 micrometres
NORMAL_BITS = 8
UV_BITS = 13  # an eighth of a texel at 1024
SMALLEST_DELTA_M = 2e-5
FLOAT, USHORT, UBYTE = 5126, 5123, 5121
CLAMP, REPEAT, LINEAR, LINEAR_MIPMAP_LINEAR = 33071, 10497, 9729, 9987


class GlbWriter:
    """Collects accessors and buffer views; `finish` returns the file."""

    def __init__(self, asset: dict, extras: dict):
        self.binary = bytearray()
        self.fallback_bytes = 0
        self.json: dict = {
            "asset": {"version": "2.0", **asset},
            "extensionsUsed": ["EXT_meshopt_compression"],
            "extensionsRequired": ["EXT_meshopt_compression"],
            "scene": 0,
            "scenes": [{"nodes": [], "extras": extras}],
            **{key: [] for key in ("nodes", "meshes", "materials", "accessors", "bufferViews")},
        }

    def _append(self, data: bytes) -> int:
        self.binary.extend(b"\0" * (-len(self.binary) % 4))
        offset = len(self.binary)
        self.binary.extend(data)
        return offset

    def _plain_view(self, data: bytes) -> int:
        self.json["bufferViews"].append({"buffer": 0, "byteOffset": self._append(data), "byteLength": len(data)})
        return len(self.json["bufferViews"]) - 1

    def _compressed_view(self, data: bytes, mode: str, stride: int, count: int, **more: object) -> int:
        """A view into the empty fallback buffer whose real bytes are `data`."""
        extension = {"buffer": 0, "byteOffset": self._append(data), "byteLength": len(data)}
        extension |= {"byteStride": stride, "count": count, "mode": mode}
        extension |= {key: value for key, value in more.items() if key == "filter"}
        offset = self.fallback_bytes
        self.fallback_bytes += -(-stride * count // 4) * 4
        view = {"buffer": 1, "byteOffset": offset, "byteLength": stride * count}
        if more.get("strided", mode == "ATTRIBUTES"):
            view["byteStride"] = stride
        view["extensions"] = {"EXT_meshopt_compression": extension}
        self.json["bufferViews"].append(view)
        return len(self.json["bufferViews"]) - 1

    def _accessor(self, **fields: object) -> int:
        self.json["accessors"].append(fields)
        return len(self.json["accessors"]) - 1

    def _floats_view(self, values: np.ndarray, bits: int, strided: bool = True) -> tuple[int, np.ndarray]:
        packed = meshopt.pack_fixed_point(values, bits)
        data = meshopt.encode_attributes(packed)
        stride = 4 * values.shape[1]
        view = self._compressed_view(data, "ATTRIBUTES", stride, len(values), filter="EXPONENTIAL", strided=strided)
        return view, np.rint(values * 2.0**bits) / 2.0**bits

    def _floats(self, values: np.ndarray, bits: int, bounds: bool = False) -> int:
        view, decoded = self._floats_view(values, bits)
        fields = {"bufferView": view, "componentType": FLOAT, "count": len(values), "type": f"VEC{values.shape[1]}"}
        if bounds:
            fields |= {"min": decoded.min(0).tolist(), "max": decoded.max(0).tolist()}
        return self._accessor(**fields)

    def _colours(self, srgb: np.ndarray) -> int:
        clipped = np.clip(srgb, 0, 1)
        linear = np.where(clipped <= 0.04045, clipped / 12.92, ((clipped + 0.055) / 1.055) ** 2.4)
        rows = np.full((len(linear), 4), 255, np.uint8)
        rows[:, :3] = np.rint(linear * 255)
        view = self._compressed_view(meshopt.encode_attributes(rows), "ATTRIBUTES", 4, len(rows))
        return self._accessor(bufferView=view, componentType=UBYTE, normalized=True, count=len(rows), type="VEC4")

    def _indices(self, triangles: np.ndarray, vertex_count: int) -> int:
        data = meshopt.encode_triangles(triangles, vertex_count)
        view = self._compressed_view(data, "TRIANGLES", 2, triangles.size)
        return self._accessor(bufferView=view, componentType=USHORT, count=triangles.size, type="SCALAR")

    def _sparse(self, deltas: np.ndarray) -> int:
        """A morph target that stores only the vertices it moves."""
        moved = np.flatnonzero(np.abs(deltas).max(1) > SMALLEST_DELTA_M)
        if not len(moved):
            moved = np.array([0])
        values, decoded = self._floats_view(deltas[moved], MORPH_BITS, strided=False)
        sequence = meshopt.encode_sequence(moved, len(deltas))
        indices = self._compressed_view(sequence, "INDICES", 2, len(moved))
        sparse = {"count": len(moved), "indices": {"bufferView": indices, "componentType": USHORT}}
        sparse["values"] = {"bufferView": values}
        bounds = {"min": np.minimum(decoded.min(0), 0).tolist(), "max": np.maximum(decoded.max(0), 0).tolist()}
        return self._accessor(componentType=FLOAT, count=len(deltas), type="VEC3", sparse=sparse, **bounds)

    def add_materials(self, materials: list[Material], images: dict[str, Image]) -> None:
        """Adds images, their textures and the materials that use them."""
        if images:
            wraps = [CLAMP, REPEAT]
            samplers = [dict(magFilter=LINEAR, minFilter=LINEAR_MIPMAP_LINEAR, wrapS=w, wrapT=w) for w in wraps]
            self.json |= {"images": [], "textures": [], "samplers": samplers}
        texture_of = {}
        for name, image in images.items():
            texture_of[name] = len(self.json["textures"])
            self.json["images"].append(
                {"name": name, "mimeType": image.mime_type, "bufferView": self._plain_view(image.data)}
            )
            self.json["textures"].append({"source": texture_of[name], "sampler": int(image.repeats)})
        for material in materials:
            self.json["materials"].append(describe_material(material, texture_of))

    def add_part(self, part: Part) -> None:
        """Adds a node with one mesh of one primitive."""
        triangles, kept = part.triangles, np.arange(len(part.positions))
        if part.sight:
            triangles, kept = meshopt.order_for_cache(triangles, len(kept), cut=part.sight[1])
        attributes = {
            "POSITION": self._floats(part.positions[kept], POSITION_BITS, bounds=True),
            "NORMAL": self._floats(unit(part.normals[kept]), NORMAL_BITS),
        }
        if part.uvs is not None:
            attributes["TEXCOORD_0"] = self._floats(part.uvs[kept], UV_BITS)
        if part.colours is not None:
            attributes["COLOR_0"] = self._colours(part.colours[kept])
        names = [material["name"] for material in self.json["materials"]]
        primitive = {"attributes": attributes, "material": names.index(part.material)}
        primitive["indices"] = self._indices(triangles, len(kept))
        mesh = {"name": part.name, "primitives": [primitive]}
        extras: dict = {}
        if part.morphs:
            primitive["targets"] = [{"POSITION": self._sparse(deltas[kept])} for deltas in part.morphs.values()]
            mesh["weights"] = [0] * len(part.morphs)
            extras["targetNames"] = list(part.morphs)
        if part.sight:
            extras["sight"] = dict(zip(("turn", "triangles"), part.sight))
        if extras:
            mesh["extras"] = extras
        self._add_node(part, mesh)

    def _add_node(self, part: Part, mesh: dict) -> None:
        self.json["meshes"].append(mesh)
        node = {"name": part.name, "mesh": len(self.json["meshes"]) - 1}
        if part.translation is not None:
            node["translation"] = np.round(part.translation, 6).tolist()
        self.json["scenes"][0]["nodes"].append(len(self.json["nodes"]))
        self.json["nodes"].append(node)

    def finish(self) -> bytes:
        """The whole GLB."""
        fallback = {"byteLength": self.fallback_bytes, "extensions": {"EXT_meshopt_compression": {"fallback": True}}}
        self.json["buffers"] = [{"byteLength": len(self.binary)}, fallback]
        text = json.dumps(self.json, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        body = bytes(self.binary) + b"\0" * (-len(self.binary) % 4)
        header = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(body))
        return header + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body


def describe_material(material: Material, texture_of: dict[str, int]) -> dict:
    """The glTF form of a material."""
    surface = {"metallicFactor": 0, "roughnessFactor": material.roughness}
    if material.texture:
        surface["baseColorTexture"] = {"index": texture_of[material.texture]}
    described = {"name": material.name, "pbrMetallicRoughness": surface}
    if material.double_sided:
        described["doubleSided"] = True
    if material.emissive:
        described["emissiveFactor"] = [material.emissive] * 3
    return described


def unit(vectors: np.ndarray) -> np.ndarray:
    """The same directions with length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
