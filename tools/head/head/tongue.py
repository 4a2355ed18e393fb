"""A tongue that rests low behind the teeth, rises and comes out with `tongueOut`."""

from __future__ import annotations

import numpy as np

from .figure import METRES, Figure
from .mesh import facing, follow, grid_triangles, smoothstep, vertex_normals
from .part import Part
from .teeth import biting_edge
from .topology import group_vertices

LENGTH, SIDES = 10, 12
GROOVE_SHADE = 0.22
COLOUR = np.array([0.74, 0.37, 0.37])


def build_tongue(figure: Figure) -> Part:
    """The tongue's part; its base and the jaw's morphs follow the base mesh's own tongue."""
    t = np.linspace(0, 1, LENGTH)
    rest, out = _centre_line(figure, t), _centre_line_out(figure, t)
    width = (
        0.195 * (0.75 + 0.25 * smoothstep(0, 0.4, t)) * np.sqrt(np.clip(1 - smoothstep(0.55, 1.04, t) ** 2, 0.02, 1))
    )
    height = 0.085 * np.sqrt(np.clip(1 - smoothstep(0.45, 1.06, t) ** 2, 0.05, 1))
    positions = _loft(rest, width, height)
    extended = _loft(out, width * (1 - 0.18 * t), height * (1 - 0.25 * t))
    triangles = grid_triangles(LENGTH, SIDES, closed=True)
    tip = len(positions)
    last = (LENGTH - 1) * SIDES
    cap = [(last + k, last + (k + 1) % SIDES, tip) for k in range(SIDES)]
    positions = np.concatenate([positions, rest[-1:] + [[0, 0, 0.02]]])
    extended = np.concatenate([extended, out[-1:] + [[0, 0, 0.02]]])
    axis = np.concatenate([np.repeat(rest, SIDES, 0), rest[-1:]])
    triangles = facing(triangles, positions, positions - axis)
    triangles = np.concatenate([triangles, facing(np.array(cap), positions, np.tile([0.0, 0, 1], (len(positions), 1)))])
    helper = group_vertices("helper-lower-teeth")
    jaw = {name: delta[helper] for name, delta in figure.morphs.items() if name.startswith("jaw")}
    morphs = follow(positions, figure.vertices[helper], jaw, count=6)
    morphs["tongueOut"] = extended - positions
    along = np.concatenate([np.repeat(t, SIDES), [1]])
    across = np.concatenate([np.tile(np.cos(np.linspace(0, 2 * np.pi, SIDES, endpoint=False)), LENGTH), [0]])
    groove = 1 - GROOVE_SHADE * np.exp(-((across / 0.3) ** 2))
    colours = COLOUR * ((0.20 + 0.80 * smoothstep(0.25, 0.95, along)) * groove)[:, None]
    normals = vertex_normals(positions, triangles)
    moved = {name: delta * METRES for name, delta in morphs.items()}
    return Part("tongue", "tongue", triangles, figure.to_metres(positions), normals, None, colours, moved)


def _centre_line(figure: Figure, t: np.ndarray) -> np.ndarray:
    """From the throat over a low back to just behind the lower teeth."""
    back = np.array([0, figure.mouth[1] - 0.06, figure.mouth[2] - 0.72])
    front = np.array([0, biting_edge(figure, "lower") - 0.075, figure.mouth[2] - 0.215])
    line = back + (front - back) * t[:, None]
    line[:, 1] += 0.04 * np.sin(np.pi * t)
    return line


def _centre_line_out(figure: Figure, t: np.ndarray) -> np.ndarray:
    """Raised under the upper teeth's edge and out between the rows, its tip over the lower lip."""
    rest = _centre_line(figure, t)
    tip = np.array([0, biting_edge(figure, "upper") + 0.020, figure.mouth[2] + 0.06])
    share = smoothstep(0.1, 1.0, t)[:, None]
    return rest + (tip - rest[-1]) * share


def _loft(line: np.ndarray, width: np.ndarray, height: np.ndarray) -> np.ndarray:
    """Rings around the line: flat on top with a shallow groove."""
    turn = np.linspace(0, 2 * np.pi, SIDES, endpoint=False)
    x, y = np.cos(turn), np.sin(turn)
    y = np.where(y > 0, y * (0.75 - 0.22 * np.exp(-((x / 0.35) ** 2))), y)
    rings = line[:, None] + np.stack([x * width[:, None], y * height[:, None], 0 * x * width[:, None]], -1)
    return rings.reshape(-1, 3)
