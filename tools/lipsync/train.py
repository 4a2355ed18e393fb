#!/usr/bin/env python3
"""Trains the lip-sync model and writes it: `python3 tools/lipsync/train.py`.

Speech is made by free synthesisers whose phonemes are known, so nothing is downloaded and the same
seed gives the same model. See README.md for what must be installed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import jax
import jax.numpy as jnp
import numpy as np

import corpus
import golden
import network
from dataset import Bank, bank
from features import BANDS, INPUTS, normalise_all
from labels import UNSURE, VISEMES
from weights_file import write

ROOT = Path(__file__).parents[2]
CHUNK = 200
BATCH = 48
LOT = 100
PEAK_RATE = 2.5e-3
SMOOTHING = 0.05
# Rare and visible shapes are learned with more weight; what that adds to their likelihood is taken off
# again at the end.
CLASS_WEIGHTS = np.array([1.6 if v == "PP" else 1.3 if v in ("FF", "TH", "CH", "U") else 1.0 for v in VISEMES])


def main() -> None:
    options = _arguments()
    left_out = set().union(*[corpus.SAME_SPEAKER[v] for v in options.hold_out]) | {corpus.NEVER}
    speech = corpus.load(options.cache / "speech")
    banks = [
        bank(options.cache / "features", voice, utterances, variation)
        for voice, utterances in [*speech.items(), ("sounds", [])]
        if voice not in left_out
        for variation in range(options.variations)
    ]
    prior = _prior(banks)
    data = _clips(banks, prior)
    params = _unweighted(_train(data, options.seed, options.steps))
    write(options.out, params, prior, f"trained by tools/lipsync without {', '.join(sorted(left_out))}")
    if not options.hold_out:
        golden.write(options.out.parent / "fixtures/golden.json", params, prior)
    print(f"{options.out}: {network.parameter_count(params)} parameters, {options.out.stat().st_size} bytes")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "src/page/lipsync/model.bin")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache/mouthpiece/lipsync")
    parser.add_argument("--hold-out", nargs="*", default=[], choices=sorted(corpus.SAME_SPEAKER))
    parser.add_argument("--variations", type=int, default=3)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _prior(banks: list[Bank]) -> np.ndarray:
    """The average voice at the average level: the mean of all loud frames that have every band."""
    total, count = np.zeros(BANDS), 0
    for b in banks:
        start = 0
        for end, absent in zip(b.ends, b.absent, strict=True):
            logs = b.logs[start:end].astype(np.float32)
            start = end
            if absent:
                continue
            level = np.log(np.exp(logs).sum(axis=1))
            loud = logs[level > level.max() - 4]
            total, count = total + loud.sum(axis=0), count + len(loud)
    return total / count


def _clips(banks: list[Bank], prior: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    clips = [clip for b in banks for part in _parts(b) for clip in _normalised(part, prior)]
    print(f"{len(clips)} clips, {sum(len(c[0]) for c in clips) / 360000:.1f} hours", file=sys.stderr, flush=True)
    return clips


def _parts(b: Bank) -> Iterator[list[tuple[np.ndarray, int, np.ndarray, np.ndarray]]]:
    """Clips in lots that fit into memory at once."""
    edges = list(pairwise([0, *b.ends]))
    whole = [(b.logs[x:y], int(a), b.labels[x:y], b.speech[x:y]) for (x, y), a in zip(edges, b.absent, strict=True)]
    yield from (whole[i : i + LOT] for i in range(0, len(whole), LOT))


def _normalised(part: list[tuple[np.ndarray, int, np.ndarray, np.ndarray]], prior: np.ndarray):
    logs, absent, labels, speech = zip(*part, strict=True)
    inputs = normalise_all(list(logs), [np.arange(BANDS) < BANDS - a for a in absent], prior)
    return [(x.astype(np.float16), y, s) for x, y, s in zip(inputs, labels, speech, strict=True)]


def _batch(clips, weights: np.ndarray, rng: np.random.Generator):
    x = np.zeros((BATCH, CHUNK, INPUTS), np.float32)
    y = np.full((BATCH, CHUNK), UNSURE, np.int32)
    s = np.full((BATCH, CHUNK), -1, np.int32)
    for row, index in enumerate(rng.choice(len(clips), BATCH, p=weights)):
        inputs, labels, speech = clips[index]
        start = max(0, int(rng.integers(-20, max(1, len(inputs) - CHUNK // 2))))
        end = min(len(inputs), start + CHUNK)
        x[row, : end - start] = inputs[start:end]
        y[row, : end - start] = labels[start:end]
        s[row, : end - start] = speech[start:end]
    return x, y, s


def _loss(params, x, y, s, key):
    noise = 0.08 * jax.random.normal(key, x.shape)
    logits = network.apply(params, x + noise, key)
    known = y != UNSURE
    target = jax.nn.one_hot(y, len(VISEMES)) * (1 - SMOOTHING) + SMOOTHING / len(VISEMES)
    entropy = -(target * jax.nn.log_softmax(logits[..., : len(VISEMES)])).sum(-1)
    weight = jnp.where(known, jnp.asarray(CLASS_WEIGHTS)[jnp.maximum(y, 0)], 0.0)
    sure = s >= 0
    z = logits[..., -1]
    is_speech = jnp.where(sure, jax.nn.softplus(jnp.where(s == 1, -z, z)), 0.0)
    return (entropy * weight).sum() / weight.sum() + 0.3 * is_speech.sum() / jnp.maximum(1, sure.sum())


@jax.jit
def _step(params, first, second, average, x, y, s, key, rate, count):
    loss, grads = jax.value_and_grad(_loss)(params, x, y, s, key)
    norm = jnp.sqrt(sum(jnp.sum(g**2) for g in jax.tree.leaves(grads)))
    grads = jax.tree.map(lambda g: g * jnp.minimum(1.0, 1.0 / norm), grads)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, grads)
    second = jax.tree.map(lambda v, g: 0.99 * v + 0.01 * g * g, second, grads)
    a, b = 1 / (1 - 0.9**count), 1 / (1 - 0.99**count)
    params = jax.tree.map(lambda p, m, v: p * (1 - rate * 0.003) - rate * a * m / (jnp.sqrt(b * v) + 1e-8), params, first, second)
    average = jax.tree.map(lambda e, p: 0.998 * e + 0.002 * p, average, params)
    return params, first, second, average, loss


def _train(clips, seed: int, steps: int) -> network.Params:
    rng = np.random.default_rng(seed)
    lengths = np.array([len(c[0]) for c in clips], np.float64)
    weights = lengths / lengths.sum()
    params = network.init(seed)
    zeros = jax.tree.map(jnp.zeros_like, params)
    first, second, average = zeros, zeros, params
    key, started, recent = jax.random.PRNGKey(seed), time.time(), []
    for step in range(1, steps + 1):
        rate = PEAK_RATE * min(1.0, step / 300) * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-5
        x, y, s = _batch(clips, weights, rng)
        params, first, second, average, loss = _step(
            params, first, second, average, x, y, s, jax.random.fold_in(key, step), rate, float(step)
        )
        recent.append(float(loss))
        if step % 200 == 0:
            print(f"step {step}: loss {np.mean(recent):.4f}, {time.time() - started:.0f} s", file=sys.stderr, flush=True)
            recent = []
    return average


def _unweighted(params: network.Params) -> network.Params:
    last = dict(params[-1])
    last["b"] = last["b"].at[: len(VISEMES)].add(-jnp.log(jnp.asarray(CLASS_WEIGHTS)))
    return [*params[:-1], last]


if __name__ == "__main__":
    main()
