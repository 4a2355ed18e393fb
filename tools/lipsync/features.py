"""Log-mel features at 100 Hz, from PCM of any rate: the same numbers as src/page/lipsync computes.

Frame i looks at 25 ms of sound around t = i × 10 ms. Band energies are integrals of the power density
over Hz, so they do not depend on the rate; bands that lie above what the rate can carry are absent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BANDS = 32
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0
WINDOW_SEC = 0.025
FLOOR = 1e-9
# A frame counts for the speaker's average when it is within 26 dB of the running peak, which itself
# forgets 1.7 dB a second and never falls below what counts as sound at all.
ACTIVE_RANGE = 6.0
PEAK_DECAY = 0.004
QUIETEST_PEAK = -13.0
PRIOR_WEIGHT = 20.0
MEMORY_FRAMES = 400.0
# Until a voice is known, it is taken for the average one at the average level.
SCALE = 2.5
LIMIT = 3.0
INPUTS = BANDS + 1


def _mel(hz: np.ndarray | float) -> np.ndarray | float:
    return 2595.0 * np.log10(1.0 + np.asarray(hz) / 700.0)


def _edges_hz() -> np.ndarray:
    mels = np.linspace(_mel(LOWEST_HZ), _mel(HIGHEST_HZ), BANDS + 2)
    return 700.0 * (10.0 ** (mels / 2595.0) - 1.0)


def _next_power_of_two(value: float) -> int:
    return 1 << int(np.ceil(np.log2(value)))


@dataclass
class Plan:
    window: np.ndarray
    fft_size: int
    weights: np.ndarray  # (bins, BANDS), density → energy
    present: np.ndarray  # bool per band


def plan(rate: int) -> Plan:
    length = int(np.floor(WINDOW_SEC * rate + 0.5))
    window = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(length) + 0.5) / length)
    # Bins at most 32 Hz apart, so that the narrowest band holds some.
    fft_size = _next_power_of_two(max(length, rate / 32.0))
    hz = np.arange(fft_size // 2 + 1) * rate / fft_size
    edges = _edges_hz()
    weights = np.zeros((len(hz), BANDS))
    for band in range(BANDS):
        low, middle, high = edges[band : band + 3]
        rising, falling = (hz - low) / (middle - low), (high - hz) / (high - middle)
        weights[:, band] = np.maximum(0.0, np.minimum(rising, falling))
    # One-sided density 2|X|²/(rate·Σw²) times the bin width rate/size.
    weights *= 2.0 / (np.sum(window**2) * fft_size)
    return Plan(window, fft_size, weights, edges[2:] <= rate / 2)


def log_mel(pcm: np.ndarray, rate: int) -> tuple[np.ndarray, np.ndarray]:
    """(frames, BANDS) natural logs and which bands exist. The last frame starts before the sound ends."""
    p = plan(rate)
    length = len(p.window)
    count = int(np.ceil(len(pcm) * 100 / rate))
    starts = np.floor(np.arange(count) * rate / 100.0 + 0.5).astype(int) - length // 2
    padded = np.concatenate([np.zeros(length), pcm, np.zeros(2 * length)])
    rows = padded[(starts + length)[:, None] + np.arange(length)[None, :]]
    power = np.abs(np.fft.rfft(rows * p.window, p.fft_size, axis=1)) ** 2
    return np.log(power @ p.weights + FLOOR), p.present


def normalise(logs: np.ndarray, present: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Network inputs: each band against the speaker's running average, and the level against the peak."""
    return normalise_all([logs], [present], prior)[0]


def normalise_all(clips: list[np.ndarray], present: list[np.ndarray], prior: np.ndarray) -> list[np.ndarray]:
    """Inputs of many clips at once, step by step through time."""
    frames = max(len(logs) for logs in clips)
    padded = np.full((len(clips), frames, BANDS), np.log(FLOOR), np.float32)
    for row, logs in enumerate(clips):
        padded[row, : len(logs)] = logs
    exists = np.stack(present)
    level = np.log((np.exp(padded) * exists[:, None]).sum(axis=2, dtype=np.float64))
    inputs = np.zeros((len(clips), frames, INPUTS), np.float32)
    mean = np.tile(prior.astype(np.float64), (len(clips), 1))
    weight, peak = np.full(len(clips), PRIOR_WEIGHT), np.full(len(clips), QUIETEST_PEAK)
    for i in range(frames):
        peak = np.maximum(np.maximum(level[:, i], peak - PEAK_DECAY), QUIETEST_PEAK)
        loud = level[:, i] > peak - ACTIVE_RANGE
        weight = np.where(loud, np.minimum(weight + 1.0, MEMORY_FRAMES), weight)
        mean += np.where(loud[:, None], (padded[:, i] - mean) / weight[:, None], 0.0)
        inputs[:, i, :BANDS] = np.where(exists, (padded[:, i] - mean) / SCALE, 0.0)
        inputs[:, i, BANDS] = (level[:, i] - peak) / SCALE + 1.0
    np.clip(inputs, -LIMIT, LIMIT, out=inputs)
    return [inputs[row, : len(logs)] for row, logs in enumerate(clips)]
