"""A person's speech: the telephone prompts that Allison Smith recorded for Asterisk (CC BY-SA 3.0).

They are in Debian's `asterisk-core-sounds-en` and `asterisk-core-sounds-en-g722`, with what is said. Which
phoneme is said when, pocketsphinx (BSD) works out from sound and words; so the marks are rough. Nothing
is trained on it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import G722
import numpy as np
from pocketsphinx import Decoder

from voices import Phones, Utterance

RATE = 16000
_SOUNDS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
_WORDS = Path("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")


def prompts() -> Iterator[Utterance]:
    """Every prompt of a sentence's length that can be aligned, some seven minutes in all."""
    decoder = Decoder(lm=None, loglevel="FATAL", samprate=RATE)
    for name, text in _sentences():
        words = re.sub(r"[^a-z' ]", " ", text.lower()).split()
        if not all(decoder.lookup_word(word) for word in words):
            continue
        coded = (_SOUNDS / f"{name}.g722").read_bytes()
        pcm = np.array(G722.G722(RATE, 64000).decode(coded), dtype=np.int16)
        phones = _align(decoder, pcm, " ".join(words))
        if phones:
            yield Utterance(pcm.astype(np.float32) / 32768, RATE, phones, "radio", marks="rough")


def _sentences() -> Iterator[tuple[str, str]]:
    for line in gzip.open(_WORDS, "rt"):
        found = re.match(r"([a-z0-9/-]+): (.*)$", line)
        if found and 25 < len(found[2]) < 140 and not re.search(r"[0-9\[(]", found[2]):
            if (_SOUNDS / f"{found[1]}.g722").exists():
                yield found[1], found[2]


def _align(decoder: Decoder, pcm: np.ndarray, words: str) -> Phones:
    """Words first, then the phonemes in them; nothing when the words are not what is said."""
    try:
        decoder.set_align_text(words)
        _decode(decoder, pcm)
        decoder.set_alignment()
        _decode(decoder, pcm)
    except RuntimeError:
        return []
    phones = [phone for word in decoder.get_alignment() for phone in word]
    return [((p.start + p.duration) / 100, "pau" if p.name == "SIL" else p.name.lower()) for p in phones]


def _decode(decoder: Decoder, pcm: np.ndarray) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()
