#!/usr/bin/env python3
"""Scores a model on voices of another kind than those it was trained on: `others.py MODEL…`.

A woman's recorded prompts (human.py) and a neural synthesiser (kokoro.py). Their marks are rough, so the
figures are for comparing models; what is exact is measured by `npm run bench:lipsync`. Needs what
requirements-others.txt names.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

import network
from corpus import cached
from features import log_mel, normalise
from human import prompts
from kokoro import VOICES, Kokoro
from labels import UNSURE, VISEMES, frames, spans
from texts import english
from voices import Utterance
from weights_file import read

PP = VISEMES.index("PP")
# A closure may be this far from its mark, in frames of 10 ms.
TOLERANCE = 4
# Kokoro's sound comes this long before the phoneme's own time, as a model without it finds.
KOKORO_LEAD_SEC = 0.065
SENTENCES = 10
_apply = jax.jit(network.apply)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache/mouthpiece/lipsync/others")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    makers = {"human": prompts, "Kokoro": _neural}
    voices = {name: cached(options.cache / f"{name}.pickle", make) for name, make in makers.items()}
    for path in options.models:
        params, prior = read(path)
        for name, utterances in voices.items():
            scores = [_score(_strongest(params, prior, u), u) for u in utterances]
            print(f"{path}, {name}: {_summary(np.sum(scores, axis=0))}", flush=True)


def _neural() -> Iterator[Utterance]:
    """A sentence by each speaker in turn, of those that say most about lips."""
    engine = Kokoro()
    texts = sorted([t for t in english() if len(t) < 60], key=_lips, reverse=True)[:SENTENCES]
    for i, text in enumerate(texts):
        spoken = engine.speak([float(k == i % len(VOICES)) for k in range(len(VOICES))], text, 1.0)
        spoken.phones = [(max(0.0, end - KOKORO_LEAD_SEC), name) for end, name in spoken.phones]
        yield spoken


def _lips(text: str) -> float:
    """How dense a sentence is in letters that are closures, or are taken for one."""
    return sum(text.lower().count(c) for c in "mnpb") / len(text)


def _strongest(params: network.Params, prior: np.ndarray, u: Utterance) -> np.ndarray:
    logs, present = log_mel(u.pcm, u.rate)
    inputs = normalise(logs, present, prior)
    # Padded to few lengths, each of which is compiled once.
    padded = np.pad(inputs, ((0, -len(inputs) % 200 + 40), (0, 0)))
    return np.asarray(_apply(params, jnp.asarray(padded[None])))[0, : len(inputs), : len(VISEMES)].argmax(axis=1)


def _score(shown: np.ndarray, u: Utterance) -> np.ndarray:
    """Frames right and in all, closures shown and in all, PP frames far from any and in all."""
    truth = frames(u, len(shown))
    known = truth != UNSURE
    near = np.zeros(len(shown), bool)
    met = []
    for start, end, shape in spans(u):
        if shape == "PP":
            around = slice(max(0, int(np.ceil(start * 100)) - TOLERANCE), int(end * 100) + TOLERANCE + 1)
            near[around] = True
            met.append(bool((shown[around] == PP).any()))
    closed = shown == PP
    right = (shown == truth)[known].sum()
    return np.array([right, known.sum(), sum(met), len(met), (closed & ~near).sum(), closed.sum()])


def _summary(counts: np.ndarray) -> str:
    right, known, met, closures, false, closed = counts
    return (
        f"15 visemes {right / known:.1%} of {known} frames, closures shown {met / closures:.1%} of {closures}, "
        f"false closures {false / closed:.1%}"
    )


if __name__ == "__main__":
    main()
