"""A shaped human with its face's landmarks: what all other modules build on. Decimetres, as the base mesh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .character import Character
from .data import arkit_names, arkit_target
from .ears import round_lobes
from .lids import seal_blink
from .mesh import triangulate, vertex_normals
from .mouth import mend_morphs, mend_rest
from .shape import bake_rest, joint, lower_arms, mix_body
from .topology import HEAD, SIDES, group_vertices, topology, vertices_in

METRES = 0.1


@dataclass
class Figure:
    """Vertices, morphs by ARKit name, normals of the resting body, and landmarks."""

    character: Character
    vertices: np.ndarray
    morphs: dict[str, np.ndarray]
    normals: np.ndarray
    eye_centre: dict[str, np.ndarray]
    eye_radius: float
    eye_half_width: float  # half the opening between the lids' corners
    mouth: np.ndarray  # centre of the line between the lips
    mouth_half_width: float
    chin_y: float
    crown_y: float
    neck: np.ndarray
    clavicle: np.ndarray

    @property
    def origin(self) -> np.ndarray:
        """The GLB's origin: between the eyes' height, inside the head."""
        return np.array([0, self.eye_centre["l"][1], self.eye_centre["l"][2] - 0.75])

    def to_metres(self, points: np.ndarray) -> np.ndarray:
        """Positions for the GLB."""
        return (points - self.origin) * METRES


def build_figure(character: Character) -> Figure:
    """Shapes the body, bakes the resting face, mends the morphs and measures the landmarks."""
    shaped = round_lobes(mix_body(character.body))
    centre, radius = _eyes(shaped)
    morphs = mend_morphs(shaped, {name: arkit_target(name) for name in arkit_names()})
    vertices = mend_rest(bake_rest(lower_arms(shaped), character, morphs), morphs["jawOpen"])
    morphs = seal_blink(vertices, morphs, centre, radius)
    top = topology()
    head = vertices[vertices_in(HEAD)]
    ring = vertices[top.lip_ring]
    lid = vertices[top.lids["l"]]
    middle = np.abs(head[:, 0]) < 0.15
    chin = head[middle & (head[:, 1] < ring[:, 1].min() - 0.1) & (head[:, 2] > ring[:, 2].mean() - 0.35)]
    return Figure(
        character=character,
        vertices=vertices,
        morphs=morphs,
        normals=vertex_normals(vertices, triangulate(top.quads)),
        eye_centre=centre,
        eye_radius=radius,
        eye_half_width=float(np.ptp(lid[:, 0]) / 2),
        mouth=np.array([0, *ring[np.abs(ring[:, 0]) < 0.06][:, 1:].mean(0)]),
        mouth_half_width=float(np.abs(ring[:, 0]).max()),
        chin_y=float(chin[:, 1].min()),
        crown_y=float(head[:, 1].max()),
        neck=joint(vertices, "neck"),
        clavicle=joint(vertices, "l-clavicle"),
    )


def _eyes(vertices: np.ndarray) -> tuple[dict[str, np.ndarray], float]:
    """Centres and radius from the fit volumes, whose back is flat."""
    centres, radius = {}, 0.0
    for side in SIDES:
        ball = vertices[group_vertices(f"helper-{side}-eye")]
        radius = float(np.ptp(ball[:, 1]) / 2)
        centres[side] = (ball.max(0) + ball.min(0)) / 2
        centres[side][2] = ball[:, 2].min() + radius
    return centres, radius
