"""The default cast, as data."""

from __future__ import annotations

from .character import Body, Brows, Character, Eyes, Hair, Skin, Top

MIRA = Character(
    name="mira",
    about="a woman of about 30, of mixed European descent, with a side-parted brown bob",
    body=Body(
        gender={"female": 0.94, "male": 0.06},
        race={"caucasian": 0.76, "asian": 0.16, "african": 0.08},
        details={
            "head/head-oval": 0.45,
            "eyes/*-eye-scale-incr": 0.75,
            "eyes/*-eye-height2-incr": 0.25,
            "eyes/*-eye-height1-incr": 0.2,
            "eyes/*-eye-height3-incr": 0.2,
            "eyes/*-eye-corner2-up": 0.20,
            "mouth/mouth-angles-up": 0.25,
            "mouth/mouth-upperlip-volume-incr": 0.15,
            "mouth/mouth-lowerlip-volume-incr": 0.10,
            "cheek/*-cheek-volume-incr": 0.15,
            "chin/chin-width-decr": 0.20,
            "nose/nose-scale-horiz-decr": 0.25,
            "nose/nose-scale-vert-decr": 0.15,
            "nose/nose-point-up": 0.20,
            "nose/nose-volume-decr": 0.15,
            "ears/*-ear-wing-decr": 0.4,
            "neck/neck-scale-horiz-decr": 0.2,
        },
    ),
    rest={"mouthSmile": 0.42, "eyeSquint": 0.20, "eyeBlink": 0.07, "browOuterUp": 0.08, "mouthClose": 0.035},
    skin=Skin(
        base=(0.945, 0.775, 0.685),
        blush=(0.91, 0.53, 0.47),
        lip=(0.78, 0.40, 0.39),
        shade=(0.68, 0.45, 0.38),
        blush_amount=0.42,
        freckles=0.25,
    ),
    brows=Brows(colour=(0.30, 0.19, 0.14)),
    eyes=Eyes(inner=(0.60, 0.42, 0.20), outer=(0.30, 0.20, 0.11)),
    hair=Hair(
        "bob",
        colour=(0.46, 0.285, 0.185),
        light=(0.92, 0.68, 0.46),
        options={"wave": 0.045, "shine": 0.7, "fuzz": 0.02, "ears": False},
    ),
    top=Top("crew", colour=(0.17, 0.36, 0.38), collar_colour=(0.14, 0.31, 0.33)),
)

THEO = Character(
    name="theo",
    about="a man of about 55, of European descent, with short grey hair",
    body=Body(
        gender={"female": 0.10, "male": 0.90},
        race={"caucasian": 0.88, "asian": 0.08, "african": 0.04},
        old=0.38,
        details={
            "head/head-rectangular": 0.15,
            "eyes/*-eye-scale-incr": 0.40,
            "eyes/*-eye-height2-incr": 0.45,
            "mouth/mouth-angles-up": 0.35,
            "chin/chin-prominent-incr": 0.15,
            "ears/*-ear-wing-decr": 0.5,
            "nose/nose-volume-decr": 0.15,
        },
    ),
    rest={"mouthSmile": 0.42, "eyeSquint": 0.10, "browOuterUp": 0.10, "mouthClose": 0.035},
    skin=Skin(
        base=(0.90, 0.715, 0.62),
        blush=(0.85, 0.48, 0.42),
        lip=(0.74, 0.46, 0.42),
        shade=(0.62, 0.42, 0.36),
        blush_amount=0.30,
        lip_amount=0.6,
        age=0.8,
        stubble=0.22,
    ),
    brows=Brows(colour=(0.36, 0.33, 0.31), height=1.36, arch=0.30, thickness=0.34, amount=0.85),
    eyes=Eyes(inner=(0.50, 0.62, 0.70), outer=(0.26, 0.38, 0.48), lash_length=0.008, lash_colour=(0.22, 0.17, 0.15)),
    hair=Hair(
        "short",
        colour=(0.60, 0.59, 0.58),
        light=(0.92, 0.92, 0.92),
        options={"crown": 0.12, "quiff": 0.085, "sides": 0.045},
    ),
    top=Top("turtle", colour=(0.19, 0.21, 0.25), collar_colour=(0.20, 0.22, 0.26)),
)

AMARA = Character(
    name="amara",
    about="a woman of about 25, of African descent, with short natural hair",
    body=Body(
        gender={"female": 0.94, "male": 0.06},
        race={"african": 0.86, "caucasian": 0.14},
        details={
            "head/head-oval": 0.45,
            "eyes/*-eye-scale-incr": 0.70,
            "eyes/*-eye-height2-incr": 0.25,
            "eyes/*-eye-height1-incr": 0.15,
            "eyes/*-eye-height3-incr": 0.15,
            "eyes/*-eye-corner2-up": 0.25,
            "mouth/mouth-angles-up": 0.25,
            "cheek/*-cheek-bones-incr": 0.25,
            "chin/chin-width-decr": 0.20,
            "nose/nose-scale-horiz-decr": 0.20,
            "ears/*-ear-wing-decr": 0.5,
            "neck/neck-scale-vert-decr": 0.35,
        },
    ),
    rest={"mouthSmile": 0.42, "eyeSquint": 0.20, "eyeBlink": 0.07, "browOuterUp": 0.08, "mouthClose": 0.035},
    skin=Skin(
        base=(0.66, 0.455, 0.345),
        blush=(0.66, 0.32, 0.24),
        lip=(0.60, 0.30, 0.29),
        shade=(0.32, 0.19, 0.14),
        blush_amount=0.40,
        lip_amount=0.8,
    ),
    brows=Brows(colour=(0.09, 0.065, 0.055), thickness=0.25),
    eyes=Eyes(inner=(0.34, 0.20, 0.10), outer=(0.16, 0.09, 0.05), lash_colour=(0.05, 0.035, 0.03)),
    hair=Hair(
        "afro",
        colour=(0.25, 0.19, 0.155),
        light=(0.42, 0.33, 0.28),
        options={"texture": "coils", "shine": 0.0, "roughness": 1.0},
    ),
    top=Top("vee", colour=(0.86, 0.60, 0.22), collar_colour=(0.80, 0.53, 0.18)),
)

KENJI = Character(
    name="kenji",
    about="a man of about 30, of East Asian descent, with short black hair",
    body=Body(
        gender={"female": 0.16, "male": 0.84},
        race={"asian": 0.90, "caucasian": 0.10},
        details={
            "head/head-oval": 0.35,
            "eyes/*-eye-scale-incr": 0.45,
            "eyes/*-eye-height2-incr": 0.30,
            "mouth/mouth-angles-up": 0.30,
            "ears/*-ear-wing-decr": 0.5,
        },
    ),
    rest={"mouthSmile": 0.42, "eyeSquint": 0.20, "eyeBlink": 0.07, "browOuterUp": 0.08, "mouthClose": 0.035},
    skin=Skin(
        base=(0.905, 0.745, 0.62),
        blush=(0.87, 0.52, 0.43),
        lip=(0.75, 0.45, 0.41),
        shade=(0.62, 0.43, 0.34),
        blush_amount=0.30,
        lip_amount=0.6,
        stubble=0.06,
    ),
    brows=Brows(colour=(0.10, 0.08, 0.075), arch=0.28, thickness=0.30),
    eyes=Eyes(inner=(0.32, 0.20, 0.12), outer=(0.15, 0.10, 0.07), lash_length=0.008, lash_colour=(0.07, 0.05, 0.05)),
    hair=Hair(
        "short",
        colour=(0.155, 0.135, 0.13),
        light=(0.50, 0.50, 0.54),
        options={"crown": 0.14, "quiff": 0.10, "sides": 0.05, "sweep": 30.0, "seed": 9},
    ),
    top=Top("crew", colour=(0.80, 0.80, 0.78), collar_colour=(0.72, 0.72, 0.70)),
)

CAST = {character.name: character for character in (MIRA, THEO, AMARA, KENJI)}
