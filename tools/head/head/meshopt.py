"""Byte streams of EXT_meshopt_compression: what each kind of buffer view is encoded with."""

from __future__ import annotations

import meshoptimizer as codec
import numpy as np

# EXT_meshopt_compression fixes these bitstream versions; newer ones belong to the KHR extension.
codec.encode_vertex_version(0)
codec.encode_index_version(1)


def pack_fixed_point(values: np.ndarray, bits: int) -> np.ndarray:
    """Floats as `round(value * 2**bits)` under one shared exponent: the EXPONENTIAL filter's 8.24 layout.

    One exponent for all keeps the error absolute (2**-bits / 2), and its byte costs nothing after encoding.
    """
    mantissa = np.rint(values.astype(np.float64) * 2.0**bits).astype(np.int64)
    if np.abs(mantissa).max(initial=0) >= 1 << 23:
        raise ValueError(f"a value of {np.abs(values).max()} does not fit 24 bits with {bits} fraction bits")
    return (((-bits & 0xFF) << 24) | (mantissa & 0xFFFFFF)).astype("<u4")


def encode_attributes(rows: np.ndarray) -> bytes:
    """Encodes rows of equal stride (a multiple of four bytes)."""
    return codec.encode_vertex_buffer(np.ascontiguousarray(rows))


def encode_triangles(triangles: np.ndarray, vertex_count: int) -> bytes:
    """Encodes a triangle list."""
    return codec.encode_index_buffer(triangles.ravel().astype(np.uint32), vertex_count=vertex_count)


def encode_sequence(indices: np.ndarray, vertex_count: int) -> bytes:
    """Encodes ascending indices, as sparse accessors use them."""
    return codec.encode_index_sequence(indices.astype(np.uint32), vertex_count=vertex_count)


def order_for_cache(triangles: np.ndarray, vertex_count: int, cut: int) -> tuple[np.ndarray, np.ndarray]:
    """Triangles in an order that encodes well, and the old index of each new vertex. None crosses the cut."""
    pieces = [piece for piece in np.split(triangles, [cut]) if len(piece)]
    ordered = np.concatenate([_order(piece.ravel().astype(np.uint32), vertex_count) for piece in pieces])
    first_seen = np.unique(ordered, return_index=True)
    old_of_new = first_seen[0][np.argsort(first_seen[1])]
    new_of_old = np.zeros(vertex_count, np.int64)
    new_of_old[old_of_new] = np.arange(len(old_of_new))
    return new_of_old[ordered].reshape(-1, 3), old_of_new


def _order(source: np.ndarray, vertex_count: int) -> np.ndarray:
    ordered = np.zeros_like(source)
    codec.optimize_vertex_cache(ordered, source, len(source), vertex_count)
    return ordered
