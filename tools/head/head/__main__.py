"""Command line: `python -m head build --all`, `build mira` or `animate FOLDER OUT.webp`."""

from __future__ import annotations

import argparse
from pathlib import Path

from .animate import animate
from .build import build
from .cast import CAST

AVATARS = Path(__file__).resolve().parents[3] / "public" / "avatars"


def main() -> None:
    """Builds characters, or animates a film."""
    parser = argparse.ArgumentParser(prog="head", description="Builds the default cast from MakeHuman's CC0 data.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build", help="write <name>.glb")
    command.add_argument("names", nargs="*", metavar="name", help=", ".join(CAST))
    command.add_argument("--all", action="store_true", help="the whole cast")
    command.add_argument("--out", type=Path, default=AVATARS, help="folder for the files (default public/avatars)")
    film = commands.add_parser("animate", help="make one animated WebP of a film's frames")
    film.add_argument("folder", type=Path)
    film.add_argument("out", type=Path)
    film.add_argument("--fps", type=float, default=15)
    options = parser.parse_args()
    if options.command == "animate":
        animate(options.folder, options.out, options.fps)
        return
    unknown = [name for name in options.names if name not in CAST]
    if unknown or not (options.names or options.all):
        parser.error(f"name characters of the cast ({', '.join(CAST)}) or --all; not {', '.join(unknown) or 'nothing'}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in CAST if options.all else options.names:
        build(CAST[name], options.out)


main()
