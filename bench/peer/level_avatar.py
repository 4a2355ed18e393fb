"""The peer of the bench: LiveKit's AvatarRunner with a level meter for a face.

Environment: LIVEKIT_URL, LIVEKIT_TOKEN, PICTURE (such as 1280x720@30), SAMPLE_RATE.
The meter is a dark bar on a light ground; its length is the level of the sound that the picture
belongs to, unsmoothed. It is drawn as cheaply as numpy allows: the peer is to look good.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal

import numpy as np
from livekit import rtc
from livekit.agents import utils
from livekit.agents.voice.avatar import (
    AudioSegmentEnd,
    AvatarOptions,
    AvatarRunner,
    DataStreamAudioReceiver,
    VideoGenerator,
)

LIGHT, DARK = 225, 25
FULL_SCALE = 16_000


class LevelMeter(VideoGenerator):
    """A picture for every 1/fps of sound, and pictures of an empty meter while there is none."""

    def __init__(self, options: AvatarOptions) -> None:
        self._options = options
        self._waiting: asyncio.Queue[rtc.AudioFrame | AudioSegmentEnd] = asyncio.Queue()
        self._chunks = self._new_chunker()
        self._blank = np.full((options.video_height, options.video_width, 4), LIGHT, np.uint8)

    async def push_audio(self, frame: rtc.AudioFrame | AudioSegmentEnd) -> None:
        self._waiting.put_nowait(frame)

    def clear_buffer(self) -> None:
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._chunks = self._new_chunker()

    async def __aiter__(self):
        # Shorter than a frame, so that the synchroniser never runs dry.
        patience = 0.5 / self._options.video_fps
        while True:
            try:
                item = await asyncio.wait_for(self._waiting.get(), patience)
            except asyncio.TimeoutError:
                yield self._draw(0.0)
                continue
            ends = isinstance(item, AudioSegmentEnd)
            for chunk in self._chunks.flush() if ends else self._chunks.push(item.data):
                yield self._draw(level_of(chunk))
                yield chunk
            if ends:
                yield item

    def _new_chunker(self) -> utils.audio.AudioByteStream:
        rate = self._options.audio_sample_rate
        return utils.audio.AudioByteStream(rate, 1, int(rate // self._options.video_fps))

    def _draw(self, level: float) -> rtc.VideoFrame:
        height, width = self._blank.shape[:2]
        picture = self._blank.copy()
        picture[height - int(level * height) :, width // 4 : width * 3 // 4] = DARK
        return rtc.VideoFrame(width, height, rtc.VideoBufferType.RGBA, picture.data.cast("B"))


def level_of(chunk: rtc.AudioFrame) -> float:
    samples = np.frombuffer(chunk.data, dtype=np.int16).astype(np.float32)
    return min(1.0, float(np.sqrt(np.sqrt(np.mean(samples**2)) / FULL_SCALE)))


async def main() -> None:
    width, height, fps = map(int, re.split("[x@]", os.environ.get("PICTURE", "1280x720@30")))
    options = AvatarOptions(width, height, fps, int(os.environ.get("SAMPLE_RATE", "24000")), 1)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    room = rtc.Room()
    room.on("disconnected", lambda _reason: stop.set())
    await room.connect(os.environ["LIVEKIT_URL"], os.environ["LIVEKIT_TOKEN"])
    receiver = DataStreamAudioReceiver(room)
    runner = AvatarRunner(room, audio_recv=receiver, video_gen=LevelMeter(options), options=options)
    await runner.start()
    await stop.wait()
    await runner.aclose()
    await room.disconnect()


if __name__ == "__main__":
    asyncio.run(main())
