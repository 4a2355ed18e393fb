"""What a character is made of: every choice that differs between two of them, as data."""

from __future__ import annotations

from dataclasses import dataclass, field

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Body:
    """Mixtures of MakeHuman's macro targets; each mapping's weights add up to one."""

    gender: dict[str, float]
    race: dict[str, float]
    old: float = 0.0  # 0 young adult, 1 old
    ideal: float = 0.8  # how far towards MakeHuman's ideal proportions
    details: dict[str, float] = field(default_factory=dict)  # target path ('*' = both sides) -> weight


@dataclass(frozen=True)
class Skin:
    """Colours of the painted skin, sRGB."""

    base: Rgb
    blush: Rgb
    lip: Rgb
    shade: Rgb  # creases, lids
    blush_amount: float = 0.4
    lip_amount: float = 0.85
    age: float = 0.0  # painted lines and mottling
    freckles: float = 0.0
    stubble: float = 0.0


@dataclass(frozen=True)
class Brows:
    """In units of the eye's half width; `colour` sRGB."""

    colour: Rgb
    height: float = 1.40
    arch: float = 0.42
    thickness: float = 0.27
    amount: float = 0.9
    inner: float = -1.22
    outer: float = 1.62


@dataclass(frozen=True)
class Eyes:
    """Iris colours from the pupil outwards, sRGB."""

    inner: Rgb
    outer: Rgb
    iris_radians: float = 0.55
    lash_length: float = 0.017  # decimetres at the longest
    lash_colour: Rgb = (0.17, 0.11, 0.09)


@dataclass(frozen=True)
class Hair:
    """`style` names a module function of `hair`; `options` are its own."""

    style: str
    colour: Rgb
    light: Rgb
    options: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Top:
    """Clothing: the collar's kind, colours of cloth and collar, and how low the neckline sits (decimetres)."""

    collar: str
    colour: Rgb
    collar_colour: Rgb
    drop: float = 0.0


@dataclass(frozen=True)
class Character:
    """One member of the cast."""

    name: str
    about: str
    body: Body
    skin: Skin
    brows: Brows
    eyes: Eyes
    hair: Hair
    top: Top
    rest: dict[str, float] = field(default_factory=dict)  # face units baked into the resting face
