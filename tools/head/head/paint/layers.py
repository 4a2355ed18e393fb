"""The layers of the skin, from the ground up. Each takes the surface and paints on it."""

from __future__ import annotations

import numpy as np

from ..hair import HairModel
from ..lids import lash_line, split_margin
from ..mesh import smoothstep
from ..noise import value_noise
from .surface import Surface, sample_mask


def paint_ground(s: Surface) -> None:
    """The base tone with fine mottling; older skin is less even."""
    skin = s.figure.character.skin
    s.colour = np.ones_like(s.position) * np.array(skin.base)
    uneven = 1 + 0.8 * skin.age
    for frequency, seed, amount in ((9, 1, 0.025), (30, 2, 0.022)):
        s.scale(1 + uneven * amount * (value_noise(s.position, frequency, seed) - 0.5))
    if skin.freckles:
        dots = smoothstep(0.72, 0.86, value_noise(s.position, 55, 8))
        where = s.spot(0.2, s.figure.eye_centre["l"][1] - 0.30, 0.35, 0.22, mirrored=True)
        s.mix(np.array(skin.base) * [0.74, 0.60, 0.50], dots * where * skin.freckles)


def paint_blush(s: Surface) -> None:
    """Cheeks, nose, chin and ears."""
    skin, eye, mouth = s.figure.character.skin, s.figure.eye_centre["l"], s.figure.mouth
    amount = skin.blush_amount
    s.mix(skin.blush, amount * s.spot(eye[0] * 1.42, eye[1] - 0.36, 0.25, 0.19, mirrored=True))
    s.mix(skin.blush, 0.65 * amount * s.spot(0, mouth[1] + 0.31, 0.13, 0.12))
    s.mix(skin.blush, 0.30 * amount * s.spot(0, s.figure.chin_y + 0.08, 0.20, 0.12))
    s.mix(skin.blush, 0.6 * amount * smoothstep(0.2, 0.8, sample_mask("mpfb_ears", s.source_uv)))


def paint_lids(s: Surface) -> None:
    """Warm sockets, a soft shade on the lids, and a thin dark line at the roots of the lashes."""
    skin, eyes = s.figure.character.skin, s.figure.character.eyes
    s.mix(np.array(skin.shade) * 0.92, 0.8 * smoothstep(0.3, 0.8, s.in_socket))
    for side in "lr":
        upper, lower = (s.figure.vertices[m] for m in split_margin(s.figure.vertices, side))
        near = np.linalg.norm(s.position - s.figure.eye_centre[side], axis=1) < 0.42
        to_margin, along = _distance(s.position[near], upper)
        to_front, _ = _distance(s.position[near], s.figure.vertices[lash_line(s.figure.vertices, side)])
        to_upper = np.minimum(to_margin, to_front)
        to_lower, _ = _distance(s.position[near], lower)
        above = smoothstep(-0.01, 0.01, to_lower - to_upper)
        for width, strength, colour, where in (
            (0.085, 0.22, skin.shade, above),
            (0.040, 0.10, skin.blush, 1 - above),
            (0.016, 0.75 * (0.45 + 0.55 * along), eyes.lash_colour, above),
            (0.012, 0.30 * along, eyes.lash_colour, 1 - above),
        ):
            amount = np.zeros(len(s.position))
            amount[near] = np.exp(-((np.minimum(to_upper, to_lower) / width) ** 2)) * where * strength
            s.mix(colour, amount)


def _distance(points: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance to a polyline, and how far along it (0..1) the nearest place is."""
    best, along = np.full(len(points), 9.0), np.zeros(len(points))
    for k, (a, b) in enumerate(zip(line[:-1], line[1:])):
        t = np.clip(((points - a) @ (b - a)) / max((b - a) @ (b - a), 1e-12), 0, 1)
        distance = np.linalg.norm(points - a - t[:, None] * (b - a), axis=1)
        closer = distance < best
        best[closer], along[closer] = distance[closer], ((k + t) / (len(line) - 1))[closer]
    return best, along


def paint_lips(s: Surface) -> None:
    """The lips' red, darker towards the line between them; the cavity behind them is dark."""
    skin = s.figure.character.skin
    lips = smoothstep(0.15, 0.75, sample_mask("mpfb_lips", s.source_uv)) * (1 - s.in_mouth)
    grain = 1 + 0.07 * (value_noise(s.position * [1, 0.25, 0.4], 70, 5) - 0.5)
    depth = 1 - 0.14 * smoothstep(0.02, -0.10, s.position[:, 2] - s.figure.mouth[2])
    share = (skin.lip_amount * lips)[:, None]
    s.colour = s.colour * (1 - share) + np.array(skin.lip) * (grain * depth)[:, None] * share
    s.mix([0.30, 0.09, 0.09], smoothstep(0.2, 0.8, s.in_mouth) * 0.97)


def paint_sheen(s: Surface) -> None:
    """Where skin is tight or moist it shines: light that matt materials can't give, painted as a portraitist would."""
    eye, mouth = s.figure.eye_centre["l"], s.figure.mouth
    light = 0.45 * np.array(s.figure.character.skin.base) + 0.55
    s.mix(light, 0.20 * s.spot(0, mouth[1] + 0.345, 0.055, 0.050))
    s.mix(light, 0.12 * s.spot(0, mouth[1] + 0.53, 0.028, 0.130))
    s.mix(light, 0.12 * s.spot(eye[0] * 1.30, eye[1] - 0.235, 0.130, 0.055, mirrored=True))
    s.mix(light, 0.08 * s.spot(0, eye[1] + 0.46, 0.300, 0.150))
    s.mix(light, 0.10 * s.spot(0, s.figure.chin_y + 0.13, 0.090, 0.050))
    s.mix(light, 0.22 * s.spot(0, mouth[1] - 0.062, 0.085, 0.020) * (1 - s.in_mouth))


def paint_brows(s: Surface) -> None:
    """Strokes along a gentle arch whose inner end sits lowest, so that the face at rest is friendly."""
    brows = s.figure.character.brows
    front = s.position[:, 2] > s.figure.eye_centre["l"][2] - 0.25
    for side in "lr":
        x, y = s.from_eye(side)
        t = (x - brows.inner) / (brows.outer - brows.inner)
        arch = np.where(t < 0.64, 1 - ((0.64 - t) / 0.64) ** 2, 1 - 0.85 * ((t - 0.64) / 0.36) ** 2)
        middle = brows.height + brows.arch * (np.clip(arch, -1, 1) - 0.5)
        half = brows.thickness * smoothstep(-0.10, 0.16, t) * (1.0 - 0.72 * smoothstep(0.35, 1.0, t))
        lean = 1.15 - 1.0 * np.clip(t, 0, 1)
        along, across = x * np.cos(lean) + y * np.sin(lean), y * np.cos(lean) - x * np.sin(lean)
        strokes = 0.6 * _strokes(along, across, 26, 3.2, 11) + 0.4 * _strokes(along, across, 48, 4.0, 12)
        inside = smoothstep(1.25, 0.55, np.abs(y - middle) / np.maximum(half, 1e-3) + 0.5 * (strokes - 0.5))
        ends = smoothstep(-0.06, 0.16, t) * smoothstep(1.04, 0.86, t) * front
        s.mix(brows.colour, brows.amount * inside * ends * np.clip(0.72 + 0.7 * (strokes - 0.4), 0, 1))


def _strokes(along: np.ndarray, across: np.ndarray, dense: float, long: float, seed: int) -> np.ndarray:
    """Noise stretched across the hair's direction."""
    return value_noise(np.stack([across * dense, along * long, 0 * along], -1), 1, seed)


def paint_hairline(s: Surface, hair: HairModel) -> None:
    """Fine hair ahead of the hair's own edge, so that it does not start at a line."""
    inside = hair.scalp.inside(s.position)
    azimuth = hair.scalp.azimuth(s.position)
    strands = 0.5 * _strokes(3 * inside, azimuth, 0.9, 1.0, 31) + 0.5 * _strokes(5 * inside, azimuth, 1.9, 1.0, 33)
    behind = s.position[:, 2] < s.figure.eye_centre["l"][2] - 0.05
    options = s.figure.character.hair.options
    reach = options.get("fuzz", 0.06)
    amount = smoothstep(-reach, 0.05, inside + 0.09 * (strands - 0.55)) * np.where(s.normal[:, 1] < -0.5, 0, 1)
    ear = smoothstep(0.2, 0.6, sample_mask("mpfb_ears", s.source_uv, 8))
    near_scalp = np.linalg.norm(s.position - hair.scalp.centre, axis=1) < 1.6
    colour = np.array(s.figure.character.hair.colour) * 0.9
    s.mix(colour, 0.6 * amount * (1 - ear) * near_scalp * (behind | (inside > -0.2)))


def paint_age(s: Surface) -> None:
    """Lines beside the eyes and mouth, across the forehead; the shadow of a shaved beard."""
    skin, eye, mouth = s.figure.character.skin, s.figure.eye_centre["l"], s.figure.mouth
    if skin.stubble:
        x, y = np.abs(s.position[:, 0]), s.position[:, 1]
        jaw = smoothstep(mouth[1] + 0.30, mouth[1] + 0.02, y - 0.45 * np.maximum(x - 0.30, 0))
        under = smoothstep(s.figure.chin_y - 0.45, s.figure.chin_y - 0.05, y)
        lips = smoothstep(0.05, 0.4, sample_mask("mpfb_lips", s.source_uv, 8))
        cheek = 1 - 0.9 * np.exp(-(((x - 0.45) / 0.20) ** 2 + ((y - mouth[1] - 0.25) / 0.22) ** 2))
        grain = 0.75 + 0.5 * value_noise(s.position, 90, 21)
        colour = 0.45 * np.array(s.figure.character.hair.colour) + 0.55 * np.array(skin.base) * 0.62
        s.mix(colour, skin.stubble * jaw * under * cheek * (1 - lips) * (1 - s.in_mouth) * grain)
    if skin.age:
        for k in range(3):
            height = eye[1] + 0.44 + 0.08 * k - 0.10 * (np.abs(s.position[:, 0]) - 0.22) ** 2
            wave = 0.035 * (value_noise(s.position * [1, 0, 0], 4, 40 + k) - 0.5)
            line = np.exp(-(((s.position[:, 1] - height - wave) / 0.010) ** 2))
            s.mix(
                skin.shade,
                0.16 * skin.age * line * smoothstep(0.50, 0.25, np.abs(s.position[:, 0])) * (s.normal[:, 2] > 0.3),
            )
        for side in "lr":
            x, y = s.from_eye(side)
            for slope in (0.55, 0.1, -0.35):
                line = np.exp(-(((y - 0.1 - slope * (x - 1.0)) / 0.045) ** 2))
                s.mix(
                    skin.shade,
                    0.22 * skin.age * line * smoothstep(1.12, 1.35, x) * smoothstep(2.2, 1.6, x) * (s.normal[:, 2] > 0),
                )


def paint_occlusion(s: Surface) -> None:
    """Ambient occlusion, tinted warm as light that has passed through skin; lighter around the eyes."""
    openness = np.clip((s.openness - 0.05) / 0.85, 0, 1)
    eyes = [np.linalg.norm((s.position - c) * [1, 1.2, 0.6], axis=1) for c in s.figure.eye_centre.values()]
    strength = 0.42 - 0.34 * smoothstep(0.50, 0.27, np.minimum(*eyes)) * (1 - s.in_socket)
    shade = 1 - strength + strength * openness
    s.scale(np.stack([shade**0.75, shade**1.1, shade**1.2], -1))
