"""What the training voices say.

English: the example sentences of WordNet (Debian's `wordnet-base`, a free licence), shuffled with a
fixed seed; every voice gets a slice of its own. Other languages: made-up words, which letter-to-sound
rules read aloud as well as real ones.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

WORDNET = Path("/usr/share/wordnet")
TEST_SET = Path(__file__).parents[2] / "bench/lipsync/sentences.json"
# Sounds that plain text has too few of: closures, lip-teeth, th, ch, rounded vowels.
RICH = "mama papa baby bump pop maybe popcorn thumb mob have five move vivid above thin this bath path \
teeth that they chew jump shoe choose judge zoo who moon cool boy join voice out now gigantic cake".split()


def _normal(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower()).strip()


def english() -> list[str]:
    """All usable sentences in a fixed random order, none of the test set's among them."""
    banned = {_normal(s) for s in json.loads(TEST_SET.read_text())}
    found = []
    for part in ("noun", "verb", "adj", "adv"):
        text = (WORDNET / f"data.{part}").read_text(encoding="latin-1")
        found += re.findall(r'; "([A-Za-z ,\']{20,110})"', text)
    unique = sorted({s for s in found if 4 <= len(s.split()) <= 16 and _normal(s) not in banned})
    rng = random.Random(7)
    rng.shuffle(unique)
    return [_enriched(s, rng) for s in unique]


def _enriched(sentence: str, rng: random.Random) -> str:
    """Every third sentence ends with a few words of rare sounds."""
    if rng.random() > 0.33:
        return sentence
    return sentence + ", " + " ".join(rng.sample(RICH, 3))


def invented(count: int, seed: int, cyrillic: bool = False) -> list[str]:
    """Sentences of made-up words with open and closed syllables."""
    rng = random.Random(seed)
    consonants = "pbmfvtdkgszrlnpbmv"
    vowels = "aeiouaeo"
    text = [_invented_sentence(rng, consonants, vowels) for _ in range(count)]
    if not cyrillic:
        return text
    table = str.maketrans("pbmfvtdkgszrlnaeiou", "пбмфвтдкгсзрлнаеиоу")
    return [s.translate(table) for s in text]


def _invented_sentence(rng: random.Random, consonants: str, vowels: str) -> str:
    def word() -> str:
        syllables = [rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.randint(1, 4))]
        return "".join(syllables) + (rng.choice("nsrlm") if rng.random() < 0.25 else "")

    words = [word() for _ in range(rng.randint(5, 9))]
    words[2] += ","
    return " ".join(words)
