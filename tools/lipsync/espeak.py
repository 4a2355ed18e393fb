"""espeak-ng through its library, which tells when each phoneme begins.

Its marks stand at the release of a stop rather than at its closure, so such utterances are labelled
only where they can be trusted (`marks="release"`, see labels.py).
"""

from __future__ import annotations

import ctypes as c
from collections.abc import Callable

import numpy as np

from voices import Utterance

_SYNCHRONOUS, _PHONEME_EVENTS_IN_IPA, _IPA = 2, 3, 2
_EVENT_END, _EVENT_PHONEME = 0, 7
_RATE_PARAMETER, _PITCH_PARAMETER, _UTF8 = 1, 3, 1


class _Id(c.Union):
    _fields_ = [("number", c.c_int), ("name", c.c_char_p), ("string", c.c_char * 8)]


class _Event(c.Structure):
    _fields_ = [
        ("type", c.c_int),
        ("unique", c.c_uint),
        ("text_position", c.c_int),
        ("length", c.c_int),
        ("audio_position", c.c_int),
        ("sample", c.c_int),
        ("user", c.c_void_p),
        ("id", _Id),
    ]


_Callback = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))


class Espeak:
    def __init__(self) -> None:
        self._lib = c.CDLL("libespeak-ng.so.1")
        self.rate = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEME_EVENTS_IN_IPA)
        self._pcm: list[np.ndarray] = []
        self._marks: list[tuple[float, str]] = []
        self._callback: Callable[..., int] = _Callback(self._take)
        self._lib.espeak_SetSynthCallback(self._callback)

    def _take(self, wave: c.Array, count: int, events: c.Array) -> int:
        if wave and count > 0:
            self._pcm.append(np.ctypeslib.as_array(wave, (count,)).copy())
        i = 0
        while events[i].type != _EVENT_END:
            if events[i].type == _EVENT_PHONEME:
                name = bytes(events[i].id.string).split(b"\0")[0].decode("utf-8", "ignore")
                self._marks.append((events[i].sample / self.rate, name))
            i += 1
        return 0

    def phonemes(self, voice: str, text: str) -> str:
        """The text in IPA, with stress marks and with its commas."""
        self._lib.espeak_SetVoiceByName(voice.encode())
        self._lib.espeak_TextToPhonemes.restype = c.c_char_p
        said = []
        for clause in text.split(","):
            rest = c.c_void_p(c.cast(c.create_string_buffer(clause.encode()), c.c_void_p).value)
            said.append(self._lib.espeak_TextToPhonemes(c.byref(rest), _UTF8, _IPA).decode("utf-8"))
        return ", ".join(said) + "."

    def speak(self, voice: str, text: str, words_per_minute: int, pitch: int) -> Utterance | None:
        self._pcm, self._marks = [], []
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        self._lib.espeak_SetParameter(_RATE_PARAMETER, words_per_minute, 0)
        self._lib.espeak_SetParameter(_PITCH_PARAMETER, pitch, 0)
        raw = text.encode()
        self._lib.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, _UTF8, None, None)
        if not self._pcm:
            return None
        pcm = np.concatenate(self._pcm).astype(np.float32) / 32768.0
        starts = [0.0] + [at for at, _ in self._marks]
        names = [""] + [_plain_ipa(name) for _, name in self._marks]
        ends = [*starts[1:], len(pcm) / self.rate]
        return Utterance(pcm, self.rate, list(zip(ends, names, strict=True)), "ipa", marks="release")


def _plain_ipa(name: str) -> str:
    for mark in "ːˑʲʰˈˌ̩̪̯͡‍|":
        name = name.replace(mark, "")
    return name
