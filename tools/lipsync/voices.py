"""Speech whose phonemes are known exactly: flite's and festival's voices say where each sound ends.

Every utterance comes as PCM with its rate and a list of (end in seconds, phoneme). Made once, then
read from the cache.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from scipy.io import wavfile

Phones = list[tuple[float, str]]


@dataclass
class Utterance:
    pcm: np.ndarray  # float32, -1..1
    rate: int
    phones: Phones
    phone_set: str
    # "release": a stop is marked where it opens; "rough": boundaries are right to some 25 ms.
    marks: Literal["exact", "release", "rough"] = "exact"


def read_wav(path: Path | str) -> tuple[np.ndarray, int]:
    rate, pcm = wavfile.read(path)
    return (pcm.astype(np.float32) / 32768.0), int(rate)


def speak_flite(voice: str, text: str, stretch: float = 1.0) -> Utterance:
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/a.wav"
        command = ["flite", "-voice", voice, "-psdur", "--setf", f"duration_stretch={stretch:.3f}"]
        done = subprocess.run([*command, "-t", text, "-o", out], check=True, capture_output=True, text=True)
        pcm, rate = read_wav(out)
    phones = [(float(end), name) for name, end in re.findall(r"(\S+):([\d.]+)", done.stdout)]
    return Utterance(pcm, rate, phones, "radio")


def speak_festival(voice: str, texts: list[str], phone_set: str, stretches: list[float]) -> Iterator[Utterance]:
    """One festival process for all sentences: its start costs more than its speech."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "say.scm"
        lines = [f"(voice_{voice})"]
        for i, (text, stretch) in enumerate(zip(texts, stretches, strict=True)):
            # "text" is passed through unquoted marks only: the corpus holds none.
            lines.append(f"(Parameter.set 'Duration_Stretch {stretch:.3f})")
            lines.append(f'(set! u (SynthText "{text}"))')
            lines.append(f'(utt.save.wave u "{folder}/{i}.wav")(utt.save.segs u "{folder}/{i}.lab")')
        script.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run(["festival", "-b", str(script)], check=False, capture_output=True)
        for i in range(len(texts)):
            label = Path(f"{folder}/{i}.lab")
            if not label.exists():
                continue
            pcm, rate = read_wav(f"{folder}/{i}.wav")
            rows = (line.split() for line in label.read_text(encoding="latin-1").splitlines() if line.strip() != "#")
            phones = [(float(row[0]), _plain_name(row[2], phone_set)) for row in rows if len(row) == 3]
            yield Utterance(pcm, rate, phones, phone_set)


def _plain_name(name: str, phone_set: str) -> str:
    """Without the stress mark that Italian and Czech vowels carry."""
    return re.sub(r"(?<=[A-Za-z:])1$", "", name) if phone_set == "plain" else name
