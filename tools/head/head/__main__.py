"""Command line: `python -m head build --all` or `python -m head build mira`."""

from __future__ import annotations

import argparse
from pathlib import Path

from .build import build
from .cast import CAST

AVATARS = Path(__file__).resolve().parents[3] / "public" / "avatars"


def main() -> None:
    """Builds the named characters, or all."""
    parser = argparse.ArgumentParser(prog="head", description="Builds the default cast from MakeHuman's CC0 data.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build", help="write <name>.glb")
    command.add_argument("names", nargs="*", metavar="name", help=", ".join(CAST))
    command.add_argument("--all", action="store_true", help="the whole cast")
    command.add_argument("--out", type=Path, default=AVATARS, help="folder for the files (default public/avatars)")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in CAST]
    if unknown or not (options.names or options.all):
        parser.error(f"name characters of the cast ({', '.join(CAST)}) or --all; not {', '.join(unknown) or 'nothing'}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in CAST if options.all else options.names:
        build(CAST[name], options.out)


main()
