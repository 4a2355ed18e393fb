"""Features and labels of all voices, in as many variations as asked for, kept in the cache."""

from __future__ import annotations

import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from augment import RATES, RATE_SHARES, coloured, music, vary
from features import BANDS, log_mel
from labels import UNSURE, frames
from voices import Utterance

NOISE_CLIPS = 160


@dataclass
class Bank:
    """All clips of one voice and variation, one after the other."""

    logs: np.ndarray  # float16 (frames, BANDS)
    absent: np.ndarray  # int8, how many top bands are absent, per clip
    labels: np.ndarray  # int8
    speech: np.ndarray  # int8: 1 speech, 0 another sound, -1 says nothing
    ends: np.ndarray  # clip ends in frames


def bank(cache: Path, voice: str, utterances: list[Utterance], variation: int) -> Bank:
    path = cache / f"{voice}.{variation}.npz"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng([zlib.crc32(voice.encode()), variation])
        clips = _sounds(rng) if voice == "sounds" else [_clip(u, rng, variation == 0) for u in utterances]
        np.savez(path, **_joined(clips))
        print(f"features of {voice}, variation {variation}", file=sys.stderr, flush=True)
    with np.load(path) as data:
        return Bank(**{key: data[key] for key in data.files})


def _joined(clips: list[tuple[np.ndarray, int, np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
    logs, absent, labels, speech = zip(*clips, strict=True)
    return {
        "logs": np.concatenate(logs).astype(np.float16),
        "absent": np.array(absent, np.int8),
        "labels": np.concatenate(labels),
        "speech": np.concatenate(speech),
        "ends": np.cumsum([len(x) for x in logs]),
    }


def _clip(u: Utterance, rng: np.random.Generator, pristine: bool):
    heard = vary(u.pcm, u.rate, rng, pristine)
    pcm, ends_early = _cut(heard.pcm, heard.rate, rng)
    logs, present = log_mel(pcm, heard.rate)
    # Time here is time of the original divided by how much faster it plays.
    scaled = Utterance(u.pcm, u.rate, [(end / heard.stretch, n) for end, n in u.phones], u.phone_set, u.marks)
    labels = frames(scaled, len(logs) + 400)[ends_early : ends_early + len(logs)]
    speech = np.where(labels > 0, 1, -1).astype(np.int8)
    return logs, int(BANDS - present.sum()), labels, speech


def _cut(pcm: np.ndarray, rate: int, rng: np.random.Generator) -> tuple[np.ndarray, int]:
    """Sometimes the sound begins mid-speech: returns the rest and the frames that were dropped."""
    if rng.random() > 0.15:
        return pcm, 0
    drop = int(rng.integers(10, 100))
    at = int(np.floor(drop * rate / 100 + 0.5))
    return (pcm[at:], drop) if at < len(pcm) - rate else (pcm, 0)


def _sounds(rng: np.random.Generator):
    clips = []
    for _ in range(NOISE_CLIPS):
        rate = int(rng.choice(RATES, p=RATE_SHARES))
        pcm = _sound(int(rng.uniform(2, 6) * rate), rate, rng)
        pcm = pcm * 10 ** (rng.uniform(-40, 0) / 20) / max(1e-9, float(np.max(np.abs(pcm))))
        logs, present = log_mel(np.round(pcm * 32767) / 32768, rate)
        zeros = np.zeros(len(logs), np.int8)
        clips.append((logs, int(BANDS - present.sum()), zeros, zeros))
    return clips


def _sound(count: int, rate: int, rng: np.random.Generator) -> np.ndarray:
    """Silence, tones, sweeps, noises, hums and music."""
    t = np.arange(count) / rate
    hz = np.exp(rng.uniform(np.log(60), np.log(3500)))
    gate = (np.sin(2 * np.pi * t / rng.uniform(0.2, 2)) > rng.uniform(-1, 0.5)) * 1.0
    match rng.integers(10):
        case 0:
            return np.zeros(count)
        case 1:
            return np.sin(2 * np.pi * hz * t) * (gate if rng.random() < 0.4 else 1)
        case 2:
            return np.sin(2 * np.pi * hz * t * (1 + t * rng.uniform(-0.1, 0.3)))
        case 3:
            return sum(np.sin(2 * np.pi * hz * k * t) / k for k in range(1, 8) if hz * k < rate / 2)
        case 4 | 5:
            noise = coloured(count, rate, rng, rng.choice([0.0, 0.0, 1.0, 2.0]))
            return noise * (gate if rng.random() < 0.4 else 1)
        case _:
            return music(count, rate, rng)


def counts_for_loss(labels: np.ndarray) -> np.ndarray:
    return labels != UNSURE
