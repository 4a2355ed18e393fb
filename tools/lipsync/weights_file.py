"""Writes the model the page reads: "MPLS", version, a JSON header, then float16 numbers.

Layout, little-endian: 4 bytes magic, uint32 version, uint32 header length, header (UTF-8, padded with
spaces so that the numbers begin at a multiple of 4), then for the prior and each layer its weights
[tap][input][output] and biases.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import jax.numpy as jnp
import numpy as np

import features
import network
from labels import VISEMES

VERSION = 1


def write(path: Path, params: network.Params, prior: np.ndarray, about: str) -> None:
    taps = [network.INPUT_TAPS, *network.RESIDUAL_TAPS, [0]]
    kinds = ["input", *["residual"] * len(network.RESIDUAL_TAPS), "output"]
    inputs = [features.INPUTS, *[network.CHANNELS] * (len(taps) - 1)]
    outputs = [*[network.CHANNELS] * (len(taps) - 1), network.OUTPUTS]
    layers = [
        {"kind": k, "taps": t, "inputs": i, "outputs": o}
        for k, t, i, o in zip(kinds, taps, inputs, outputs, strict=True)
    ]
    header = json.dumps({"visemes": VISEMES, "bands": features.BANDS, "layers": layers, "about": about}).encode()
    header += b" " * (-len(header) % 4)
    numbers = [prior, *[v for layer in params for v in (layer["w"], layer["b"])]]
    body = b"".join(np.asarray(n, dtype="<f2").tobytes() for n in numbers)
    path.write_bytes(b"MPLS" + struct.pack("<II", VERSION, len(header)) + header + body)


def read(path: Path) -> tuple[network.Params, np.ndarray]:
    """The network's weights and the average voice, of a model file."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<I", raw[8:12])
    layers = json.loads(raw[12 : 12 + length])["layers"]
    numbers = np.frombuffer(raw[12 + length :], "<f2").astype(np.float32)
    prior, numbers = np.split(numbers, [features.BANDS])
    params = []
    for layer in layers:
        rows, columns = len(layer["taps"]) * layer["inputs"], layer["outputs"]
        w, b, numbers = np.split(numbers, [rows * columns, rows * columns + columns])
        params.append({"w": jnp.asarray(w.reshape(rows, columns)), "b": jnp.asarray(b)})
    return params, prior
