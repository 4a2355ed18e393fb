"""The clothing: a smooth shell over the shoulders, and a collar with thickness."""

from __future__ import annotations

from dataclasses import dataclass

import meshoptimizer
import numpy as np

from .figure import Figure
from .mesh import clip, compact, facing, grid_triangles, smoothstep, triangulate, unit, vertex_normals
from .occlusion import Sky
from .part import Part
from .topology import BODY, topology

BOTTOM = 4.5  # decimetres below the eyes: out of a 9:16 portrait
SHELL = 0.05
SMOOTHING_ROUNDS = 14
TRIANGLES = 840
BACK_METRIC = 0.2  # errors behind the neck count by this share in depth: nobody sees them
SEGMENTS = 36
CHEST = 1.7  # below the neck joint: the cylinder of a neckline must not reach the legs
BACK_DEPTH = 0.43
FRONT_SLOPE = 0.3  # the cylinder leans with the neck, so that it leaves the chest once and for all
NECK_Z = 0.10  # the neck's axis ahead of its joint


@dataclass(frozen=True)
class Collar:
    """A neckline: an upright elliptic cylinder around the neck, or a plane across it. Decimetres."""

    half_width: float
    half_depth: float
    rise: float  # how far the band stands up
    thickness: float
    hem: float = 0.08  # how far it reaches down over the shell's edge
    flare: float = 0.0  # and how far out, in thicknesses
    point: float = 0.0  # how far a V goes down the chest
    plane: tuple[float, float] | None = None  # heights over the neck joint at the back and the front


COLLARS = {
    "crew": Collar(0.82, 0.74, 0.05, 0.060),
    "vee": Collar(0.82, 0.76, 0.04, 0.055, point=0.42),
    "boat": Collar(1.0, 0.76, 0.03, 0.055),
    "turtle": Collar(2.0, 2.0, 0.20, 0.065, hem=0.18, flare=0.8, plane=(0.10, -0.25)),
}


def neckline_level(figure: Figure, points: np.ndarray) -> np.ndarray:
    """Decimetres above the neckline: the skin is where it is positive, the cloth where negative."""
    collar = COLLARS[figure.character.top.collar]
    x, y, z = points[..., 0], points[..., 1], points[..., 2] - figure.neck[2] - NECK_Z
    falling = FRONT_SLOPE * (y - figure.neck[1])
    depth = np.where(z > 0, collar.half_depth + falling + collar.point * np.exp(-((x / 0.24) ** 2)), BACK_DEPTH)
    level = (1 - np.hypot(x / collar.half_width, z / depth)) * 0.7
    level = np.minimum(level, y - figure.neck[1] + CHEST)
    if collar.plane:
        back, front = collar.plane
        forward = np.clip((z + 0.5) / 1.1, 0, 1.2)
        level = np.minimum(level, y - figure.neck[1] - back - (front - back) * forward)
    return np.maximum(level, y - figure.neck[1] - (0.5 if collar.plane else 0.15))


def build_top(figure: Figure):
    """Triangles, positions, normals and base colours; occlusion is added once the whole figure is known."""
    positions, triangles, loop = _shell(figure)
    collar_positions, collar_triangles = _collar(figure, loop)
    top = figure.character.top
    joined = np.concatenate([positions, collar_positions])
    normals = [vertex_normals(positions, triangles), vertex_normals(collar_positions, collar_triangles)]
    colours = [np.tile(top.colour, (len(positions), 1)), np.tile(top.collar_colour, (len(collar_positions), 1))]
    all_triangles = np.concatenate([triangles, collar_triangles + len(positions)])
    return all_triangles, joined, np.concatenate(normals), np.concatenate(colours)


def shade_top(figure: Figure, model, sky: Sky) -> Part:
    """The finished part."""
    triangles, positions, normals, colours = model
    shade = 0.45 + 0.55 * np.clip(sky.visibility(positions, normals) / 0.9, 0, 1)
    return Part("top", "top", triangles, figure.to_metres(positions), normals, None, colours * shade[:, None])


def _shell(figure: Figure):
    """The body's surface below the neckline, smoothed, pushed out and thinned. Also the neckline's loop."""
    mesh = topology()
    quads = mesh.quads[mesh.island == BODY]
    floor = figure.eye_centre["l"][1] - BOTTOM
    quads = quads[(figure.vertices[quads][..., 1].min(1) > floor - 0.4)]
    triangles, used = compact(triangulate(quads))
    positions, normals = figure.vertices[used], figure.normals[used]
    smooth = _smooth(positions, triangles)
    triangles, cut, edge = clip(
        triangles, {"p": positions, "s": smooth, "n": normals}, -neckline_level(figure, positions)
    )
    loop = cut["p"][edge]
    away = smoothstep(0.0, 0.5, -neckline_level(figure, cut["p"]))[:, None]
    shell = cut["p"] * (1 - away) + cut["s"] * away + cut["n"] * (0.018 + SHELL * away)
    triangles, cut, _ = clip(triangles, {"p": shell}, shell[:, 1] - floor)
    return *_thin(cut["p"], triangles, figure.neck[2]), loop


def _smooth(positions: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Cloth spans the hollows of the body."""
    result = positions.copy()
    edges = np.unique(
        np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), 1), axis=0
    )
    degree = np.bincount(edges.ravel(), minlength=len(positions))[:, None]
    for _ in range(SMOOTHING_ROUNDS):
        total = np.zeros_like(result)
        np.add.at(total, edges[:, 0], result[edges[:, 1]])
        np.add.at(total, edges[:, 1], result[edges[:, 0]])
        result = 0.5 * result + 0.5 * total / degree
    return result


def _thin(positions: np.ndarray, triangles: np.ndarray, back_z: float):
    """Fewer triangles for a plain surface, fewest behind `back_z`."""
    measured = positions.astype(np.float32)
    measured[:, 2] = back_z + (measured[:, 2] - back_z) * np.where(measured[:, 2] < back_z, BACK_METRIC, 1)
    source = triangles.ravel().astype(np.uint32)
    target = np.zeros_like(source)
    count = meshoptimizer.simplify(
        target, source, measured, target_index_count=TRIANGLES * 3, target_error=0.02
    )
    thinned, used = compact(target[:count].astype(int).reshape(-1, 3))
    return positions[used], thinned


def _collar(figure: Figure, loop: np.ndarray):
    """A band along the neckline: up on the inside, over the edge, down on the outside."""
    collar = COLLARS[figure.character.top.collar]
    rise, thick = collar.rise, collar.thickness
    centre = loop.mean(0)
    angle = np.arctan2(loop[:, 0] - centre[0], loop[:, 2] - centre[2])
    even = np.linspace(-np.pi, np.pi, SEGMENTS, endpoint=False)
    order = np.argsort(angle, kind="stable")
    ring = np.stack([np.interp(even, angle[order], loop[order, c], period=2 * np.pi) for c in range(3)], 1)
    for _ in range(3):
        ring = 0.5 * ring + 0.25 * (np.roll(ring, 1, 0) + np.roll(ring, -1, 0))
    outward = unit((ring - centre) * [1, 0, 1])
    neck = unit(np.array([[0, 1, 0.42 if collar.plane else 0.12]]))[0]  # the neck leans forwards
    lean = unit(neck - 0.55 * outward) if rise < 0.2 else unit(neck - 0.12 * outward)
    side = unit(outward - (outward * lean).sum(1, keepdims=True) * lean)
    profile = [
        (-0.25, rise * 0.2),
        (0.1, rise),
        (0.5, rise + thick * 0.3),
        (1.0, rise * 0.9),
        (0.8 + collar.flare, -collar.hem - 0.2 * rise),
        (-0.15, -collar.hem - 0.08 - 0.2 * rise),
    ]
    grid = np.stack([ring + side * (thick * out) + lean * up for out, up in profile])
    triangles = grid_triangles(len(profile), SEGMENTS, closed=True)
    flat = grid.reshape(-1, 3)
    outwards = np.concatenate([-side, lean - side, lean, side, side, -lean])
    return flat, facing(triangles, flat, outwards)
