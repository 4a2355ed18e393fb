"""Hair: a cap that dives under the skin at the hairline, and tapered locks over it."""

from .styles import STYLES, HairModel, build_hair

__all__ = ["STYLES", "HairModel", "build_hair"]
