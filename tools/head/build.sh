#!/usr/bin/env bash
# Builds the whole cast into public/avatars, in a virtual environment of its own. Arguments go to `python -m head`.
set -euo pipefail
cd "$(dirname "$0")"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/mouthpiece/head-venv"
[ -x "$cache/bin/python" ] || python3 -m venv "$cache"
"$cache/bin/python" -m pip install --quiet --requirement requirements.txt
if [ $# -eq 0 ]; then set -- build --all; fi
exec "$cache/bin/python" -m head "$@"
