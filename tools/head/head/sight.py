"""Which triangles a portrait can show while the head turns but little: the others need not be drawn then."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from .part import Part

# Radians about any axis. A face that is left alone stays within it 99 % of the time (`src/page/face/sway.ts`).
TURN = 0.1
# In each view.
TRIES = 900
# Metres around the middle of an eye in which nothing is left to chance: one would see through the corner of a lid.
EYE_REACH = 0.02
ROOT = Path(__file__).resolve().parents[3]


def sort_by_sight(parts: list[Part], write: Callable[[list[Part]], bytes]) -> list[Part]:
    """The parts, what can be seen of each before the rest; `sight` says how many triangles that are.

    `write` makes a GLB of parts. The page itself tries what is seen of it (`tools/head/sheet/page/sight.ts`).
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "whole.glb"
        file.write_bytes(write(parts))
        seen = _ask(file)
    eyes = [part.translation for part in parts if part.name.startswith("eye_")]
    return [_sort(part, np.array(seen[part.name], bool) | _behind(part, eyes)) for part in parts]


def _ask(file: Path) -> dict[str, list[int]]:
    command = ["node", "scripts/run.js", "tools/head/sheet/main.ts", "sight", file, "--turn", TURN, "--tries", TRIES]
    told = subprocess.run(list(map(str, command)), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(told.stdout.splitlines()[-1])


def _behind(part: Part, eyes: list[np.ndarray]) -> np.ndarray:
    """A flag for each triangle at which one may look past an eye."""
    middles = part.positions[part.triangles].mean(1) + (0 if part.translation is None else part.translation)
    x, y, z = np.moveaxis(middles - np.array(eyes)[:, None], -1, 0)
    return (np.hypot(x, y) < EYE_REACH + np.sin(TURN) * np.maximum(0, -z)).any(0)


def _sort(part: Part, seen: np.ndarray) -> Part:
    triangles = np.concatenate([part.triangles[seen], part.triangles[~seen]])
    return replace(part, triangles=triangles, sight=(TURN, int(seen.sum())))
