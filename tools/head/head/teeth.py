"""Two smooth rows of teeth. Separations are only a shade: at talking distance more looks ragged."""

from __future__ import annotations

import numpy as np

from .figure import METRES, Figure
from .mesh import facing, follow, grid_triangles, smoothstep, vertex_normals
from .part import Part
from .topology import group_vertices

TEETH_A_SIDE = 5
HALF_ARCH = np.radians(78)
GUM = np.array([0.70, 0.37, 0.36])
ENAMEL = np.array([0.945, 0.925, 0.885])
# The lower row looks up into the light; as white as the upper one it would be all one sees of a mouth.
LOWER_SHADE = 0.72
# Height above the biting edge (decimetres), how far out, how much gum.
PROFILE = [
    (0.200, -0.020, 1.0),
    (0.112, 0.010, 0.5),
    (0.050, 0.018, 0.0),
    (0.006, 0.006, 0.0),
    (0.000, -0.016, 0.0),
    (0.030, -0.050, 0.0),
]


def build_teeth(figure: Figure) -> Part:
    """Both rows in one part; the lower one follows the jaw."""
    rows = [_row(figure, "upper"), _row(figure, "lower")]
    triangles = np.concatenate([rows[0]["triangles"], rows[1]["triangles"] + len(rows[0]["positions"])])
    names = set(rows[0]["morphs"]) | set(rows[1]["morphs"])
    still = [np.zeros_like(row["positions"]) for row in rows]
    morphs = {
        name: np.concatenate([row["morphs"].get(name, zero) for row, zero in zip(rows, still)]) * METRES
        for name in figure.morphs
        if name in names
    }
    joined = {key: np.concatenate([row[key] for row in rows]) for key in ("positions", "normals", "colours")}
    place = figure.to_metres(joined["positions"])
    return Part("teeth", "teeth", triangles, place, joined["normals"], None, joined["colours"], morphs)


def biting_edge(figure: Figure, row: str) -> float:
    """The height where a row ends, by the line between the lips."""
    return figure.mouth[1] - (0.028 if row == "upper" else 0.036)


def _row(figure: Figure, row: str) -> dict[str, np.ndarray]:
    helper = group_vertices(f"helper-{row}-teeth")
    band = figure.vertices[helper]
    half_width = np.abs(band[:, 0]).max() * (0.78 if row == "upper" else 0.74)
    front = figure.mouth[2] - (0.115 if row == "upper" else 0.150)
    back = band[:, 2].min() + 0.05
    columns = 4 * TEETH_A_SIDE + 1
    angle = np.linspace(-HALF_ARCH, HALF_ARCH, columns)
    x = half_width * np.sin(angle) / np.sin(HALF_ARCH)
    z = back + (front - back) * np.cos(angle) ** 0.85
    normal = np.stack([-np.gradient(z), 0 * x, np.gradient(x)], 1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    between = np.arange(columns) % 2 == 0
    up = 1 if row == "upper" else -1
    positions, colours = [], []
    for height, out, gum in PROFILE:
        scale = 1.0 if row == "upper" else 0.86
        y = biting_edge(figure, row) + up * (height * scale)
        positions.append(np.stack([x, y + 0 * x, z], 1) + normal * (out - 0.002 * between * (gum < 0.5))[:, None])
        shade = (1 - 0.50 * smoothstep(0.25, 1.0, np.abs(angle) / HALF_ARCH)) * (1 - 0.05 * between * (gum < 0.5))
        shade = shade * (1.0 if row == "upper" else LOWER_SHADE)
        colours.append((ENAMEL * (1 - gum) + GUM * gum) * shade[:, None])
    flat = np.concatenate(positions)
    triangles = facing(grid_triangles(len(PROFILE), columns), flat, np.tile(normal, (len(PROFILE), 1)))
    morphs = follow(
        flat, band, {name: delta[helper] for name, delta in figure.morphs.items() if name.startswith("jaw")}
    )
    return {
        "positions": flat,
        "triangles": triangles,
        "normals": vertex_normals(flat, triangles),
        "colours": np.concatenate(colours),
        "morphs": morphs,
    }
