"""A film's frames as one animated picture."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

QUALITY = 72


def animate(folder: Path, out: Path, fps: float) -> None:
    """Writes the PNGs of `folder`, in order of their names, as a WebP that plays for ever."""
    files = sorted(folder.glob("*.png"))
    if not files:
        raise SystemExit(f"{folder} holds no PNG; make some with sheet/main.ts film {folder}.")
    first, *rest = (Image.open(file).convert("RGB") for file in files)
    options = {"save_all": True, "append_images": rest, "duration": round(1000 / fps), "loop": 0}
    first.save(out, "WEBP", quality=QUALITY, method=6, **options)
    print(f"{out}: {len(files)} frames, {out.stat().st_size} bytes")
