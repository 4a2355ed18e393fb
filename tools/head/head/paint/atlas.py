"""One square texture for the skin: where each island of the base mesh goes. V points up."""

from __future__ import annotations

import numpy as np

from ..data import base_mesh
from ..figure import Figure
from ..topology import BODY, HEAD, MOUTH, SOCKET_L, SOCKET_R, topology

HEAD_WIDTH = 0.80
MOUTH_BOX = (0.82, 0.02, 0.99, 0.16)
SOCKET_BOXES = {SOCKET_L: (0.82, 0.18, 0.99, 0.27), SOCKET_R: (0.82, 0.28, 0.99, 0.37)}
NECK_BOX = (0.825, 0.40, 0.99, 0.98)
NECK_SPAN = (-1.1, 0.75)  # heights around the neck joint that the neck's strip covers


def lay_out(figure: Figure, visible: np.ndarray) -> np.ndarray:
    """Texture coordinates for every one of the base mesh; `visible` says which quads are drawn."""
    top, source = topology(), base_mesh().texcoords
    uvs = np.zeros_like(source)
    shown = np.unique(top.quad_texcoords[visible & (top.island == HEAD)])
    head = np.unique(top.quad_texcoords[top.island == HEAD])
    low, high = source[shown].min(0), source[shown].max(0)
    uvs[head] = (source[head] - low) / (high - low) * [HEAD_WIDTH - 0.01, 0.99] + 0.005
    for island, box in {MOUTH: MOUTH_BOX, **SOCKET_BOXES}.items():
        used = np.unique(top.quad_texcoords[top.island == island])
        inside = (source[used] - source[used].min(0)) / np.ptp(source[used], axis=0)
        uvs[used] = inside * [box[2] - box[0], box[3] - box[1]] + box[:2]
    _lay_neck(uvs, figure)
    return uvs


def _lay_neck(uvs: np.ndarray, figure: Figure) -> None:
    """A cylinder around the neck, mirrored, because a full turn would wrap at the back."""
    top = topology()
    chosen = top.island == BODY
    texcoords, vertices = top.quad_texcoords[chosen].ravel(), top.quads[chosen].ravel()
    points = figure.vertices[vertices]
    turn = np.abs(np.arctan2(points[:, 0], points[:, 2] - 0.10)) / np.pi
    left, low, right, high = NECK_BOX
    uvs[texcoords, 0] = left + (right - left) * turn
    uvs[texcoords, 1] = np.interp(points[:, 1] - figure.neck[1], NECK_SPAN, [low, high])
