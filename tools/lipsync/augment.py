"""Other mouths, rooms and lines made of a few voices: all with a seeded generator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import signal

RATES = [8000, 16000, 22050, 24000, 44100, 48000]
RATE_SHARES = [0.15, 0.45, 0.1, 0.18, 0.05, 0.07]


@dataclass
class Heard:
    pcm: np.ndarray
    rate: int
    # Media time of the original is media time here × stretch.
    stretch: float


def vary(pcm: np.ndarray, rate: int, rng: np.random.Generator, pristine: bool = False) -> Heard:
    """A copy as another speaker over another line would have given it."""
    stretch = 1.0
    if not pristine:
        # Resampling moves pitch, formants and rate together: a longer or shorter vocal tract.
        stretch = float(np.exp(rng.uniform(np.log(0.82), np.log(1.22))))
    target = int(rng.choice(RATES, p=RATE_SHARES))
    out = _resample(pcm, rate * stretch, target)
    if not pristine:
        out = _room(out, target, rng)
        out = _tilt(out, target, rng)
        out = _noise(out, target, rng)
        out = _line(out, target, rng)
    gain = 10 ** (rng.uniform(-26, 0) / 20) / max(1e-4, float(np.max(np.abs(out))))
    out = out * gain
    if rng.random() < 0.3:
        out = np.clip(out, -1, 1)
    return Heard(np.round(out * 32767).astype(np.float32) / 32768, target, stretch)


def _resample(pcm: np.ndarray, source_hz: float, target_hz: int) -> np.ndarray:
    ratio = target_hz / source_hz
    up, down = _fraction(ratio)
    return signal.resample_poly(pcm, up, down) if (up, down) != (1, 1) else pcm.copy()


def _fraction(ratio: float) -> tuple[int, int]:
    from fractions import Fraction

    f = Fraction(ratio).limit_denominator(160)
    return f.numerator, f.denominator


def _room(pcm: np.ndarray, rate: int, rng: np.random.Generator) -> np.ndarray:
    if rng.random() > 0.15:
        return pcm
    seconds = rng.uniform(0.05, 0.25)
    count = int(seconds * rate)
    tail = rng.standard_normal(count) * np.exp(-6.9 * np.arange(count) / count) * rng.uniform(0.01, 0.05)
    tail[0] = 1.0
    return signal.fftconvolve(pcm, tail)[: len(pcm)]


def _tilt(pcm: np.ndarray, rate: int, rng: np.random.Generator) -> np.ndarray:
    """A microphone's or loudspeaker's colour: up to ±6 dB, smooth over frequency."""
    if rng.random() > 0.7:
        return pcm
    hz = np.fft.rfftfreq(512, 1 / rate)
    octaves = np.log2(np.maximum(hz, 60) / 60)
    points = rng.uniform(-6, 6, 8)
    decibels = np.interp(octaves, np.arange(8), points)
    kernel = np.fft.irfft(10 ** (decibels / 20))
    kernel = np.roll(kernel, 256) * np.hanning(512)
    return signal.fftconvolve(pcm, kernel)[256 : 256 + len(pcm)]


def _noise(pcm: np.ndarray, rate: int, rng: np.random.Generator) -> np.ndarray:
    if rng.random() > 0.5:
        return pcm
    kind = rng.integers(4)
    count = len(pcm)
    if kind == 3:
        noise = music(count, rate, rng)
    else:
        noise = coloured(count, rate, rng, [0.0, 1.0, 2.0][kind])
    snr = rng.uniform(6, 35) if kind != 3 else rng.uniform(12, 35)
    level = np.sqrt(np.mean(pcm**2) / max(1e-12, np.mean(noise**2))) * 10 ** (-snr / 20)
    return pcm + noise * level


def _line(pcm: np.ndarray, rate: int, rng: np.random.Generator) -> np.ndarray:
    """Narrow lines and μ-law."""
    if rng.random() < 0.12 and rate > 8000:
        top = rng.choice([3400.0, 5500.0, 7000.0])
        pcm = signal.sosfilt(signal.butter(6, min(top, rate * 0.45), fs=rate, output="sos"), pcm)
    if rng.random() < (0.4 if rate == 8000 else 0.05):
        pcm = signal.sosfilt(signal.butter(2, 250, "highpass", fs=rate, output="sos"), pcm)
    if rng.random() < (0.4 if rate == 8000 else 0.05):
        scaled = pcm / max(1e-4, float(np.max(np.abs(pcm))))
        squeezed = np.sign(scaled) * np.log1p(255 * np.abs(scaled)) / np.log(256)
        squeezed = np.round(squeezed * 127) / 127
        pcm = np.sign(squeezed) * (np.expm1(np.abs(squeezed) * np.log(256)) / 255)
    return pcm


def coloured(count: int, rate: int, rng: np.random.Generator, slope: float) -> np.ndarray:
    """Noise whose power falls with frequency to the given power: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    hz = np.maximum(np.fft.rfftfreq(count, 1 / rate), 20)
    return np.fft.irfft(spectrum / hz ** (slope / 2), count)


def music(count: int, rate: int, rng: np.random.Generator) -> np.ndarray:
    """Chords and a melody of decaying or held harmonics, with a drum now and then."""
    out = np.zeros(count)
    root = rng.uniform(110, 330)
    beat = rng.uniform(0.15, 0.6)
    steps = [0, 2, 4, 5, 7, 9, 11, 12, 14, 16]
    for start in np.arange(0, count / rate, beat):
        for _ in range(rng.integers(1, 5)):
            _add_note(out, rate, start, root * 2 ** (rng.choice(steps) / 12) * rng.choice([0.5, 1, 2]), beat, rng)
        if rng.random() < 0.3:
            at = int(start * rate)
            length = min(int(0.08 * rate), count - at)
            out[at : at + length] += rng.standard_normal(length) * np.exp(-5 * np.arange(length) / max(1, length)) * 0.5
    return out


def _add_note(out: np.ndarray, rate: int, start: float, hz: float, beat: float, rng: np.random.Generator) -> None:
    at = int(start * rate)
    length = min(int(beat * rng.uniform(0.6, 2.5) * rate), len(out) - at)
    if length <= 0:
        return
    t = np.arange(length) / rate
    envelope = np.exp(-t * rng.choice([0.3, 2, 6])) * np.minimum(1, t / rng.choice([0.004, 0.03, 0.08]))
    fall = rng.uniform(0.3, 0.85)
    for k in range(1, 12):
        if hz * k < rate / 2:
            out[at : at + length] += fall**k * envelope * np.sin(2 * np.pi * hz * k * t + rng.uniform(0, 6.28))
