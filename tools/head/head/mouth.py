"""Mends the mouth: a smile and an open jaw that stay round, lips that seal, a cavity inside the cheeks."""

from __future__ import annotations

import numpy as np

from .mesh import smoothstep
from .topology import HEAD, MOUTH, topology

# Face units that together are a full smile. The raw unit alone lifts only the corners, which draws a V.
SMILE = {"mouthSmile": 0.62, "mouthDimple": 0.45, "mouthStretch": 0.22, "mouthUpperUp": 0.22, "cheekSquint": 0.25}
CORNER_POWER = 1.3
CAVITY_SHRINK = 0.16
SHRINK_FROM, SHRINK_FULL = 0.03, 0.22  # distances from the lips, decimetres
SEAL_OVERLAP = 0.008
SEAL_REACH = 0.06
FUNNEL_REACH = 0.13
SURFACE_STEPS = 10


def mend_morphs(vertices: np.ndarray, morphs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Returns morphs with a mended smile and jaw."""
    mended = dict(morphs)
    for side in ("Left", "Right"):
        smile = sum(weight * morphs[name + side] for name, weight in SMILE.items())
        mended[f"mouthSmile{side}"] = _round_corners(vertices, smile)
    mended["jawOpen"] = _round_jaw(vertices, morphs["jawOpen"])
    mended["mouthFunnel"] = _round_funnel(vertices, morphs["mouthFunnel"], morphs["jawOpen"])
    return mended


def mend_rest(vertices: np.ndarray, jaw_open: np.ndarray) -> np.ndarray:
    """Returns vertices whose lips touch and whose mouth cavity stays inside the cheeks."""
    return _seal_lips(_shrink_cavity(vertices), jaw_open)


def _lip_distance(vertices: np.ndarray, axes: slice = slice(0, 3)) -> np.ndarray:
    ring = vertices[topology().lip_ring]
    return np.linalg.norm((vertices[:, None] - ring[None])[..., axes], axis=2).min(1)


def _share_of_half_width(vertices: np.ndarray) -> np.ndarray:
    """0 in the middle of the mouth, 1 at its corners and beyond."""
    half_width = np.abs(vertices[topology().lip_ring, 0]).max()
    return np.clip(np.abs(vertices[:, 0]) / half_width, 0, 1)


def _round_corners(vertices: np.ndarray, smile: np.ndarray) -> np.ndarray:
    """Keeps the lift for the corners: one that grows evenly from the middle of the lips draws a V."""
    near = np.exp(-((_lip_distance(vertices, slice(1, 3)) / 0.16) ** 2))
    result = smile.copy()
    result[:, 1] *= 1 - near * (1 - _share_of_half_width(vertices) ** CORNER_POWER)
    return result


def _round_jaw(vertices: np.ndarray, jaw_open: np.ndarray) -> np.ndarray:
    """Lets the lower lip fall as a U: the face unit's falls in straight lines from the corners."""
    lower = _lower_ring(vertices, jaw_open)
    share = _share_of_half_width(vertices)
    order = lower[np.argsort(share[lower], kind="stable")]
    deepest, corner = jaw_open[order, 1].min(), jaw_open[order[-1], 1]
    actual = np.interp(share, share[order], jaw_open[order, 1])
    wanted = corner + (deepest - corner) * (1 - share**3.0)
    gap = vertices[lower]
    distance = np.linalg.norm(vertices[:, None] - gap[None], axis=2).min(1)
    falls = smoothstep(0.35, 0.8, jaw_open[:, 1] / np.minimum(actual, -1e-3))
    result = jaw_open.copy()
    result[:, 1] += np.minimum(wanted - actual, 0) * np.exp(-((distance / 0.14) ** 2)) * falls
    return result


def _round_funnel(vertices: np.ndarray, funnel: np.ndarray, jaw_open: np.ndarray) -> np.ndarray:
    """Lets the whole middle of both lips part for an O: the face unit parts a point of them, which draws a V."""
    lower = _lower_ring(vertices, jaw_open)
    upper = np.setdiff1d(topology().lip_ring, lower)
    share = _share_of_half_width(vertices)
    result = funnel.copy()
    for own, other, power, amount in ((lower, upper, 3.2, 1.0), (upper, lower, 1.4, 0.5)):
        order = own[np.argsort(share[own], kind="stable")]
        middle, corner = funnel[order[0], 1], funnel[order[-1], 1]
        wanted = corner + (middle - corner) * (1 - share[own] ** power)
        result[:, 1] += _lip_shift(vertices, own, other, amount * (wanted - funnel[own, 1]), FUNNEL_REACH)
    return result


def _lower_ring(vertices: np.ndarray, jaw_open: np.ndarray) -> np.ndarray:
    """The lower lip's half of the ring: what falls more than its neighbours when the jaw opens."""
    ring = topology().lip_ring
    x, fall = vertices[ring, 0], jaw_open[ring, 1]
    beside = np.exp(-(((x[:, None] - x[None]) / 0.02) ** 2))
    return ring[fall < (beside @ fall) / beside.sum(1)]


def _seal_lips(vertices: np.ndarray, jaw_open: np.ndarray) -> np.ndarray:
    """Moves both lips together wherever they do not touch, most of all near the corners."""
    ring = topology().lip_ring
    lower = _lower_ring(vertices, jaw_open)
    upper = np.setdiff1d(ring, lower)
    result = vertices.copy()
    for own, other, share in ((lower, upper, 0.6), (upper, lower, 0.4)):
        order = other[np.argsort(vertices[other, 0], kind="stable")]
        facing = np.interp(vertices[own, 0], vertices[order, 0], vertices[order, 1])
        gap = (facing - vertices[own, 1]) * (1 if own is lower else -1) + SEAL_OVERLAP
        beside = np.exp(-(((vertices[own, 0][:, None] - vertices[own, 0][None]) / 0.03) ** 2))
        even = (beside @ np.maximum(gap, 0)) / beside.sum(1)
        shift = np.maximum(even, gap) * share * (1 if own is lower else -1)
        result[:, 1] += _lip_shift(vertices, own, other, shift, SEAL_REACH)
    return result


def _lip_shift(vertices: np.ndarray, own: np.ndarray, other: np.ndarray, shift: np.ndarray, reach: float) -> np.ndarray:
    """Carries one lip's shift at its edge into the skin around it, but not into the other lip."""
    weight = 1 / (np.linalg.norm(vertices[:, None] - vertices[own][None], axis=2) + 0.004) ** 3
    to_own, to_other = _surface_distance(vertices, own), _surface_distance(vertices, other)
    share = np.exp(-((to_own / reach) ** 2)) * smoothstep(-0.006, 0.006, to_other - to_own)
    return (weight @ shift) / weight.sum(1) * share


def _surface_distance(vertices: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Distance along the face's edges, since the two lips touch each other in space. Only near ones are right."""
    top = topology()
    quads = top.quads[np.isin(top.island, (HEAD, MOUTH))]
    edges = np.concatenate([quads[:, [k, (k + 1) % 4]] for k in range(4)])
    length = np.linalg.norm(vertices[edges[:, 0]] - vertices[edges[:, 1]], axis=1)
    distance = np.full(len(vertices), 9.0)
    distance[sources] = 0
    for _ in range(SURFACE_STEPS):
        for a, b in ((0, 1), (1, 0)):
            np.minimum.at(distance, edges[:, b], distance[edges[:, a]] + length)
    return distance


def _shrink_cavity(vertices: np.ndarray) -> np.ndarray:
    """Pulls the cavity's walls in, or they come through the cheeks in a smile."""
    top = topology()
    ring, walls = vertices[top.lip_ring], vertices[top.cavity]
    distance = np.linalg.norm(walls[:, None] - ring[None], axis=2).min(1)
    centre = np.array([0, ring[:, 1].mean(), ring[:, 2].mean() - 0.30])
    scale = 1 - CAVITY_SHRINK * smoothstep(SHRINK_FROM, SHRINK_FULL, distance)
    result = vertices.copy()
    result[top.cavity] = centre + (walls - centre) * scale[:, None]
    return result
