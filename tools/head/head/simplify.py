"""Leaves out the vertices that a part can do without: what is drawn costs by the triangle, on a processor most of all."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import meshoptimizer
import numpy as np
from meshoptimizer._loader import lib

from .mesh import compact
from .part import Part

# The binding leaves this function's argument types out, without which sizes and the error arrive as something else.
_SIZE, _FLOATS, _INTS = ctypes.c_size_t, ctypes.POINTER(ctypes.c_float), ctypes.POINTER(ctypes.c_uint)
lib.meshopt_simplifyWithAttributes.restype = _SIZE
lib.meshopt_simplifyWithAttributes.argtypes = [
    *(_INTS, _INTS, _SIZE, _FLOATS, _SIZE, _SIZE, _FLOATS, _SIZE, _FLOATS, _SIZE),
    *(ctypes.POINTER(ctypes.c_ubyte), _SIZE, ctypes.c_float, ctypes.c_uint, _FLOATS),
]


@dataclass(frozen=True)
class Tolerance:
    """How far a simpler part may differ, in shares of its extent; normals and colours (0 to 1) count by these weights."""

    error: float
    normal: float
    colour: float = 0


# By looking at them, at 1280x720 with the mouth open, smiling and with closed eyes: beyond these the nose shows facets first.
# Half of the triangles stay.
TOLERANCES = {
    "skin": Tolerance(error=0.0028, normal=0.4),
    "hair": Tolerance(error=0.0025, normal=0.15, colour=0.2),
    "top": Tolerance(error=0.004, normal=0.1, colour=0.2),
    "teeth": Tolerance(error=0.02, normal=0.1),
    "tongue": Tolerance(error=0.015, normal=0.1),
    "eye_l": Tolerance(error=0.03, normal=0.1),
    "eye_r": Tolerance(error=0.03, normal=0.1),
}


def simplify(part: Part) -> Part:
    """The part with as few vertices as its tolerance allows, which are some of those it had."""
    tolerance = TOLERANCES.get(part.name)
    if tolerance is None:
        return part
    looks = [part.normals * tolerance.normal]
    if part.colours is not None:
        looks.append(part.colours[:, :3] * tolerance.colour)
    attributes = np.ascontiguousarray(np.concatenate(looks, axis=1), np.float32)
    indices = part.triangles.ravel().astype(np.uint32)
    result = np.zeros_like(indices)
    count = meshoptimizer.simplify_with_attributes(
        result,
        indices,
        np.ascontiguousarray(part.positions, np.float32),
        attributes,
        np.ones(attributes.shape[1], np.float32),
        target_index_count=0,
        target_error=tolerance.error,
    )
    return _keep(part, result[:count].reshape(-1, 3).astype(np.int64))


def _keep(part: Part, triangles: np.ndarray) -> Part:
    triangles, used = compact(triangles)
    return replace(
        part,
        triangles=triangles,
        positions=part.positions[used],
        normals=part.normals[used],
        uvs=None if part.uvs is None else part.uvs[used],
        colours=None if part.colours is None else part.colours[used],
        morphs={name: deltas[used] for name, deltas in part.morphs.items()},
    )
