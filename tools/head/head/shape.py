"""From a character's mixture to vertices: macro targets, details, the resting face, lowered arms."""

from __future__ import annotations

import numpy as np

from .character import Body, Character
from .data import base_mesh, shape_target
from .mesh import smoothstep
from .topology import BODY, SIDES, group_vertices, topology, vertices_in

ARM_TURN_RADIANS = 0.60
MACRO = "macrodetails/"


def mix_body(body: Body) -> np.ndarray:
    """The base mesh moved by macros and details."""
    vertices = base_mesh().vertices.copy()
    for gender, gender_share in body.gender.items():
        for age, age_share in (("young", 1 - body.old), ("old", body.old)):
            share = gender_share * age_share
            if not share:
                continue
            for race, race_share in body.race.items():
                vertices += share * race_share * shape_target(f"{MACRO}{race}-{gender}-{age}")
            average = f"{gender}-{age}-averagemuscle-averageweight"
            vertices += share * shape_target(f"{MACRO}universal-{average}")
            vertices += share * body.ideal * shape_target(f"{MACRO}proportions/{average}-idealproportions")
    for name, weight in body.details.items():
        for path in [name.replace("*", side) for side in SIDES] if "*" in name else [name]:
            vertices += weight * shape_target(path)
    return vertices


def bake_rest(vertices: np.ndarray, character: Character, morphs: dict[str, np.ndarray]) -> np.ndarray:
    """Face units that belong to the resting face. Both sides where the name has no side."""
    for name, weight in character.rest.items():
        for unit_name in [name] if name in morphs else [name + "Left", name + "Right"]:
            vertices = vertices + weight * morphs[unit_name]
    return vertices


def joint(vertices: np.ndarray, name: str) -> np.ndarray:
    """Where a joint helper sits."""
    return vertices[group_vertices(f"joint-{name}")].mean(0)


def lower_arms(vertices: np.ndarray) -> np.ndarray:
    """Turns the arms of the A-pose down beside the body, with weights spread over the shoulder."""
    result = vertices.copy()
    for side, sign in SIDES.items():
        weight = _arm_weights(vertices, side)[:, None]
        shoulder = joint(vertices, f"{side}-shoulder")
        offset = vertices - shoulder
        angle = -sign * ARM_TURN_RADIANS * weight[:, 0]
        cos, sin = np.cos(angle), np.sin(angle)
        x = offset[:, 0] * cos - offset[:, 1] * sin
        y = offset[:, 0] * sin + offset[:, 1] * cos
        turned = np.stack([x, y, offset[:, 2]], 1) + shoulder
        result = result * (weight == 0) + turned * (weight > 0)
    return result


def _arm_weights(vertices: np.ndarray, side: str) -> np.ndarray:
    """0 on the torso, 1 on the arm, diffused over the mesh between: smooth, and never across the armpit's gap."""
    shoulder, elbow = joint(vertices, f"{side}-shoulder"), joint(vertices, f"{side}-elbow")
    along = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
    offset = vertices - shoulder
    distance = offset @ along
    away = np.linalg.norm(offset - distance[:, None] * along, axis=1)
    outward = vertices[:, 0] * SIDES[side]
    body = np.zeros(len(vertices), bool)
    body[vertices_in(BODY)] = True
    arm = body & (distance > 0.85) & ((away < 0.75) | (distance > 1.9)) & (outward > shoulder[0] * SIDES[side])
    torso = ~body | (outward < abs(shoulder[0]) - 0.62)
    edges = _edges()
    weight = smoothstep(-0.4, 0.8, distance) * ~torso
    degree = np.bincount(edges.ravel(), minlength=len(vertices))
    for _ in range(150):
        total = np.zeros(len(vertices))
        np.add.at(total, edges[:, 0], weight[edges[:, 1]])
        np.add.at(total, edges[:, 1], weight[edges[:, 0]])
        weight = np.where(arm, 1.0, np.where(torso, 0.0, total / np.maximum(degree, 1)))
    return weight


def _edges() -> np.ndarray:
    quads = topology().quads[topology().island == BODY]
    pairs = np.concatenate([quads[:, [k, (k + 1) % 4]] for k in range(4)])
    return np.unique(np.sort(pairs, axis=1), axis=0)
