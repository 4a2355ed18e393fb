"""Writes what the TypeScript must agree with: features and outputs of a sound made by a formula."""

from __future__ import annotations

import json
from pathlib import Path

import jax.numpy as jnp
import numpy as np

import network
from features import log_mel, normalise

RATES = [8000, 16000, 22050, 48000]
SECONDS = 0.6
EVERY = 6


def sound(rate: int) -> np.ndarray:
    """A buzz that glides and swells, with a pause: the same formula stands in golden.test.ts."""
    t = np.arange(int(SECONDS * rate)) / rate
    glide = 2 * np.pi * (120 * t + 40 * t * t)
    buzz = sum(np.sin(k * glide) / k for k in range(1, 20))
    swell = np.maximum(0, np.sin(2 * np.pi * 2.5 * t))
    return (0.2 * swell * buzz).astype(np.float32)


def write(path: Path, params: network.Params, prior: np.ndarray) -> None:
    """`params` and `prior` as they are in the model file, rounded to half floats."""
    halved = [{k: jnp.asarray(np.asarray(v).astype(np.float16), jnp.float32) for k, v in p.items()} for p in params]
    prior = prior.astype(np.float16).astype(np.float32)
    cases = []
    for rate in RATES:
        logs, present = log_mel(sound(rate), rate)
        inputs = normalise(logs, present, prior)
        logits = np.asarray(network.apply(halved, jnp.asarray(inputs[None])))[0, :, :15]
        weights = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        cases.append(
            {
                "sampleRateHz": rate,
                "frames": len(logs),
                "inputs": np.round(inputs[::EVERY].astype(float), 5).tolist(),
                "weights": np.round(weights[::EVERY].astype(float), 6).tolist(),
            }
        )
    path.write_text(json.dumps({"every": EVERY, "cases": cases}) + "\n")
