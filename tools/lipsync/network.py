"""The network: a few temporal convolutions over log-mel frames, 130 ms of look-ahead in all.

Written as sums of matrix products over shifted frames, which is what the TypeScript does as well.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from features import INPUTS
from labels import VISEMES

CHANNELS = 72
# Frames that each layer looks at, relative to its own. To the right they add up to 13 frames.
INPUT_TAPS = [-2, -1, 0, 1, 2]
RESIDUAL_TAPS = [[-1, 0, 1], [-2, 0, 2], [-3, 0, 3], [-5, 0, 5], [-16, -8, 0]]
# 15 viseme logits and one that says whether this is speech at all.
OUTPUTS = len(VISEMES) + 1

Params = list[dict[str, jax.Array]]


def init(seed: int) -> Params:
    rng = np.random.default_rng(seed)
    shapes = [(len(INPUT_TAPS) * INPUTS, CHANNELS)]
    shapes += [(len(taps) * CHANNELS, CHANNELS) for taps in RESIDUAL_TAPS]
    shapes += [(CHANNELS, OUTPUTS)]
    scales = [1.0] + [0.7] * len(RESIDUAL_TAPS) + [0.3]
    return [
        {"w": jnp.asarray(rng.standard_normal(s) * k * np.sqrt(2 / s[0]), jnp.float32), "b": jnp.zeros(s[1])}
        for s, k in zip(shapes, scales, strict=True)
    ]


def _shifted(x: jax.Array, taps: list[int]) -> jax.Array:
    """(batch, time, taps × channels); what lies outside the sound is zero in every layer."""
    before, after = -min(taps), max(taps)
    padded = jnp.pad(x, ((0, 0), (before, after), (0, 0)))
    time = x.shape[1]
    return jnp.concatenate([padded[:, before + t : before + t + time] for t in taps], axis=-1)


def apply(params: Params, x: jax.Array, drop: jax.Array | None = None, rate: float = 0.1) -> jax.Array:
    """Logits (batch, time, OUTPUTS) of inputs (batch, time, INPUTS)."""
    h = jax.nn.relu(_shifted(x, INPUT_TAPS) @ params[0]["w"] + params[0]["b"])
    for i, taps in enumerate(RESIDUAL_TAPS):
        layer = params[i + 1]
        out = jax.nn.relu(_shifted(h, taps) @ layer["w"] + layer["b"])
        if drop is not None:
            keep = jax.random.bernoulli(jax.random.fold_in(drop, i), 1 - rate, (x.shape[0], 1, CHANNELS))
            out = jnp.where(keep, out / (1 - rate), 0)
        h = h + out
    return h @ params[-1]["w"] + params[-1]["b"]


def parameter_count(params: Params) -> int:
    return sum(int(v.size) for layer in params for v in layer.values())
