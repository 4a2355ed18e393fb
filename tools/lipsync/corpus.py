"""Makes the training speech once and keeps it in the cache, a file per voice."""

from __future__ import annotations

import pickle
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from espeak import Espeak
from texts import english, invented
from voices import Utterance, speak_festival, speak_flite

# The voice that is never trained on; it is not even generated here.
NEVER = "rms"
FLITE = {"awb": 650, "slt": 650, "kal16": 400}
# name in festival → (sentences, phoneme set, which texts)
FESTIVAL = {
    "ked_diphone": (350, "radio", "english"),
    "cmu_us_slt_arctic_hts": (350, "radio", "english"),
    "lp_diphone": (120, "plain", "invented"),
    "pc_diphone": (120, "plain", "invented"),
    "hy_fi_mv_diphone": (100, "plain", "invented"),
    "suo_fi_lj_diphone": (100, "plain", "invented"),
    "czech_dita": (80, "plain", "invented"),
    "czech_krb": (80, "plain", "invented"),
    "czech_machac": (80, "plain", "invented"),
    "czech_ph": (80, "plain", "invented"),
    "msu_ru_nsh_clunits": (120, "plain", "cyrillic"),
}
ESPEAK_ENGLISH = ["en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029"]
ESPEAK_OTHERS = ["es", "it", "pl", "fi", "sw", "tr", "de", "nl", "pt", "fr", "hu", "ro"]
ESPEAK_VARIANTS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "f1", "f2", "f3", "f4", "f5", "Andy", "Annie", "Denis", "Michael"]
ESPEAK_COUNT = {"english": 450, "others": 450}
# The same person recorded twice must be left out together.
SAME_SPEAKER = {"slt": {"slt", "cmu_us_slt_arctic_hts"}, "awb": {"awb"}, "kal16": {"kal16"}, "rms": {"rms"}}


def load(cache: Path) -> dict[str, list[Utterance]]:
    cache.mkdir(parents=True, exist_ok=True)
    sentences = iter(english())
    return {name: cached(cache / f"{name}.pickle", make) for name, make in _recipes(sentences)}


def cached(path: Path, make) -> list[Utterance]:
    if not path.exists():
        made = list(make())
        print(f"{path.stem}: {len(made)} utterances", file=sys.stderr, flush=True)
        path.write_bytes(pickle.dumps(made))
    return pickle.loads(path.read_bytes())


def _recipes(sentences: Iterator[str]):
    for voice, count in FLITE.items():
        texts = [next(sentences) for _ in range(count)]
        yield voice, lambda v=voice, t=texts: _flite(v, t)
    for voice, (count, phone_set, kind) in FESTIVAL.items():
        texts = [next(sentences) for _ in range(count)] if kind == "english" else invented(count, len(voice), kind == "cyrillic")
        yield voice, lambda v=voice, t=texts, p=phone_set: _festival(v, t, p)
    texts = [next(sentences) for _ in range(ESPEAK_COUNT["english"])]
    yield "espeak_english", lambda t=texts: _espeak(ESPEAK_ENGLISH, t, 5)
    yield "espeak_others", lambda: _espeak(ESPEAK_OTHERS, invented(ESPEAK_COUNT["others"], 11), 6)


def _flite(voice: str, texts: list[str]) -> Iterator[Utterance]:
    rng = random.Random(voice)
    for text in texts:
        yield speak_flite(voice, text, rng.uniform(0.8, 1.3))


def _festival(voice: str, texts: list[str], phone_set: str) -> Iterator[Utterance]:
    rng = random.Random(voice)
    for at in range(0, len(texts), 50):
        part = texts[at : at + 50]
        yield from speak_festival(voice, part, phone_set, [rng.uniform(0.8, 1.3) for _ in part])


def _espeak(languages: list[str], texts: list[str], seed: int) -> Iterator[Utterance]:
    rng = random.Random(seed)
    engine = Espeak()
    for text in texts:
        voice = f"{rng.choice(languages)}+{rng.choice(ESPEAK_VARIANTS)}"
        made = engine.speak(voice, text, rng.randint(130, 230), rng.randint(20, 85))
        if made is not None:
            yield made
