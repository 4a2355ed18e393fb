"""Every hairstyle by name, and what all of them share: from strands to a shaded part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..figure import Figure
from ..mesh import facing, unit, welded_normals
from .afro import afro
from .bob import bob
from .lock import Strands
from .scalp import Scalp
from .short import short

STYLES: dict[str, Callable[[Strands, Scalp, dict], None]] = {"bob": bob, "short": short, "afro": afro}
# Halfway between a key light above and the viewer: where hair shines.
SHINE = unit(np.array([[-0.25, 0.75, 0.62]]))[0]


@dataclass
class HairModel:
    """The hair's surface; `shade` is how much light reaches a vertex by the style's own layering."""

    scalp: Scalp
    triangles: np.ndarray
    positions: np.ndarray
    normals: np.ndarray
    uvs: np.ndarray
    shade: np.ndarray
    shine: np.ndarray
    hides_ears: bool

    def covers(self, points: np.ndarray) -> np.ndarray:
        """Skin so deep under the hair that nobody sees it."""
        hidden = self.scalp.inside(points) > 0.16
        if self.hides_ears:
            beside = (np.abs(points[..., 0]) > 0.60) & (points[..., 2] < self.scalp.centre[2] + 0.18)
            hidden |= beside & (points[..., 1] > self.scalp.eye_y - 0.55)
        return hidden


def build_hair(figure: Figure) -> HairModel:
    """Grows the character's hair."""
    hair = figure.character.hair
    scalp = Scalp(figure, hair.options.get("hairline", Scalp.__init__.__defaults__[0]))
    strands = Strands()
    STYLES[hair.style](strands, scalp, hair.options)
    joined = [
        np.concatenate(a) for a in (strands.positions, strands.tangents, strands.outward, strands.uvs, strands.shades)
    ]
    positions, tangents, outward, uvs, shades = joined
    triangles = np.concatenate([facing(t, positions, outward) for t in strands.triangles])
    normals = welded_normals(positions, triangles)
    return HairModel(
        scalp,
        triangles,
        positions,
        normals,
        uvs,
        shades[:, 0],
        _shine(tangents, normals),
        not hair.options.get("ears", True),
    )


def _shine(tangents: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """The band of light across strands (Kajiya and Kay 1989: brightest where the strand is square to the light)."""
    along = (unit(tangents) * SHINE).sum(1)
    facing_light = np.clip((normals * SHINE).sum(1), 0, 1)
    return np.sqrt(np.clip(1 - along**2, 0, 1)) ** 24 * facing_light
