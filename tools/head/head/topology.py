"""Names for the regions of the base mesh, from its texture islands. The same for every character."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from .data import base_mesh


@dataclass(frozen=True)
class Topology:
    """Quads of the body surface with their island, and the vertex sets the face is mended by."""

    quads: np.ndarray
    quad_texcoords: np.ndarray
    island: np.ndarray  # one of the constants below, per quad
    lids: dict[str, np.ndarray]  # margin of the lids, 'l' and 'r'
    sockets: dict[str, np.ndarray]  # vertices of the socket behind each margin
    lip_ring: np.ndarray  # where the lips end and the mouth cavity starts
    cavity: np.ndarray  # the mouth cavity without the ring


BODY, HEAD, MOUTH, SOCKET_L, SOCKET_R, OTHER = range(6)
SIDES = {"l": 1, "r": -1}
SOCKETS = {"l": SOCKET_L, "r": SOCKET_R}


def _islands(quad_texcoords: np.ndarray, count: int) -> np.ndarray:
    """A representative texture coordinate per quad, equal within an island (union by path halving)."""
    parent = np.arange(count)

    def find(a: int) -> int:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for first, *rest in quad_texcoords:
        for other in rest:
            parent[find(other)] = find(first)
    return np.array([find(quad[0]) for quad in quad_texcoords])


@functools.cache
def topology() -> Topology:
    """Finds the islands: body and head are the largest, the cavity and the sockets lie in the head."""
    mesh = base_mesh()
    quads, texcoords = mesh.groups["body"][..., 0], mesh.groups["body"][..., 1]
    island_id = _islands(texcoords, len(mesh.texcoords))
    ids, sizes = np.unique(island_id, return_counts=True)
    by_size = ids[np.argsort(-sizes, kind="stable")]
    island = np.full(len(quads), OTHER)
    for name, rank in ((BODY, 0), (HEAD, 1), (MOUTH, 6)):
        island[island_id == by_size[rank]] = name
    for socket in by_size[7:9]:
        left = mesh.vertices[quads[island_id == socket]][..., 0].mean() > 0
        island[island_id == socket] = SOCKET_L if left else SOCKET_R

    def vertices_of(name: int) -> np.ndarray:
        return np.unique(quads[island == name])

    head, mouth = vertices_of(HEAD), vertices_of(MOUTH)
    sockets = {side: vertices_of(SOCKETS[side]) for side in SIDES}
    lids = {side: np.intersect1d(sockets[side], head) for side in SIDES}
    ring = np.intersect1d(mouth, head)
    return Topology(quads, texcoords, island, lids, sockets, ring, np.setdiff1d(mouth, ring))


def vertices_in(*islands: int) -> np.ndarray:
    """The vertices of some islands."""
    top = topology()
    return np.unique(top.quads[np.isin(top.island, islands)])


@functools.cache
def group_vertices(name: str) -> np.ndarray:
    """The vertices of a named group of base.obj (helpers and joints)."""
    return np.unique(base_mesh().groups[name][..., 0])
