"""From phonemes with times to one viseme number per 10 ms frame."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from voices import Utterance

VISEMES = ["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U"]
UNSURE = -1
ROUGH_SEC = 0.015
_TABLE = json.loads((Path(__file__).parent / "phonemes.json").read_text(encoding="utf-8"))
_SPLIT = _TABLE["diphthongSplit"]
_STOPS = {"PP", "DD", "kk", "CH"}
unknown: Counter[str] = Counter()


def spans(utterance: Utterance) -> list[tuple[float, float, str]]:
    """(start, end, viseme) for the whole utterance; `?` where the phoneme is not in the table."""
    table = _TABLE["sets"][utterance.phone_set]
    result: list[tuple[float, float, str]] = []
    start = 0.0
    for index, (end, name) in enumerate(utterance.phones):
        shape = table.get(name)
        if shape is None:
            unknown[f"{utterance.phone_set}:{name}"] += 1
            shape = "?"
        if shape == "next":
            following = utterance.phones[index + 1][1] if index + 1 < len(utterance.phones) else ""
            shape = table.get(following, "?")
            shape = shape[0] if isinstance(shape, list) else shape
            shape = "?" if shape == "next" else shape
        if isinstance(shape, list):
            middle = start + (end - start) * _SPLIT
            result += [(start, middle, shape[0]), (middle, end, shape[1])]
        else:
            result.append((start, end, shape))
        start = end
    return result


def frames(utterance: Utterance, count: int) -> np.ndarray:
    """Viseme numbers at t = 0, 10 ms, 20 ms …; UNSURE is left out of the training."""
    labels = np.zeros(count, np.int8)
    times = np.arange(count) / 100.0
    marks = spans(utterance)
    for start, end, shape in marks:
        inside = (times >= start) & (times < end)
        labels[inside] = VISEMES.index(shape) if shape != "?" else UNSURE
    if utterance.marks == "release":
        _drop_stops(labels, times, marks)
    if utterance.marks == "rough":
        _drop_boundaries(labels, times, marks)
    return labels


def _drop_boundaries(labels: np.ndarray, times: np.ndarray, marks: list[tuple[float, float, str]]) -> None:
    """Where marks are rough, a boundary between two shapes leaves its neighbourhood open."""
    for (_, end, shape), (_, _, following) in pairwise(marks):
        if shape != following:
            labels[(times >= end - ROUGH_SEC) & (times < end + ROUGH_SEC)] = UNSURE


def _drop_stops(labels: np.ndarray, times: np.ndarray, marks: list[tuple[float, float, str]]) -> None:
    """Where stops are marked at their release, only the middles of sustained sounds count."""
    for start, end, shape in marks:
        before, after = (0.09, 0.01) if shape in _STOPS else (0.015, 0.015)
        labels[(times >= start - before) & (times < start + after)] = UNSURE
        if shape in _STOPS:
            labels[(times >= start) & (times < end)] = UNSURE
