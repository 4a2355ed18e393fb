"""An agent in Python that speaks through LiveKit's own DataStreamAudioOutput, as it comes from PyPI.

It is told what to do in lines of JSON on stdin, and tells what it sees in lines of JSON on stdout.
All it knows of Mouthpiece is what examples/python-agent shows: the dispatcher's address, to which it
sends LiveKit's reference launch request.
"""

import asyncio
import json
import logging
import math
import os
import sys
from array import array

from livekit import api, rtc
from livekit.agents.voice.avatar import DataStreamAudioOutput

# What is tested is what the reader of the example gets.
sys.path.append(os.path.join(os.path.dirname(__file__), "../../examples/python-agent"))
from face import avatar_output, launch_avatar  # noqa: E402

SAMPLE_RATE = 24_000
CHIRP_HZ_PER_SEC = 1_000


def tell(**event: object) -> None:
    print(json.dumps(event), flush=True)


class TimeoutWatch(logging.Handler):
    """Tells when LiveKit's output gave up waiting for a report."""

    def emit(self, record: logging.LogRecord) -> None:
        if "arbitrarily" in record.getMessage():
            tell(event="timeout")


def mint(room: str) -> str:
    grants = api.VideoGrants(room_join=True, room=room)
    return (
        api.AccessToken().with_kind("agent").with_identity("agent").with_grants(grants).to_jwt()
    )


async def launch(room: rtc.Room) -> None:
    await launch_avatar(room)
    tell(event="launched")


def turns(from_hz: float, sec: float) -> float:
    """Phase of a chirp, as in kit/chirp.ts."""
    return from_hz * sec + CHIRP_HZ_PER_SEC / 2 * sec * sec


async def say(output: DataStreamAudioOutput, hz: float, seconds: float) -> None:
    step = SAMPLE_RATE // 10
    total = round(SAMPLE_RATE * seconds)
    for start in range(0, total, step):
        count = min(step, total - start)
        samples = array(
            "h",
            (
                round(16_384 * math.sin(2 * math.pi * turns(hz, at / SAMPLE_RATE)))
                for at in range(start, start + count)
            ),
        )
        await output.capture_frame(rtc.AudioFrame(samples.tobytes(), SAMPLE_RATE, 1, count))
    output.flush()
    tell(event="said")


async def read_lines() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    return reader


async def main() -> None:
    logging.getLogger("livekit.agents").addHandler(TimeoutWatch())
    room = rtc.Room()
    url = os.environ["LIVEKIT_URL"]
    await room.connect(url, mint(sys.argv[1]), rtc.RoomOptions(auto_subscribe=False))
    output = avatar_output(room)
    output.on("playback_started", lambda _: tell(event="started"))
    output.on(
        "playback_finished",
        lambda e: tell(
            event="finished", positionSec=e.playback_position, interrupted=e.interrupted
        ),
    )
    commands = {
        "launch": lambda _: launch(room),
        "say": lambda c: say(output, c["hz"], c["seconds"]),
    }
    tell(event="ready")
    reader = await read_lines()
    while line := await reader.readline():
        command = json.loads(line)
        if command["do"] == "clear":
            output.clear_buffer()
        else:
            await commands[command["do"]](command)
    await room.disconnect()


asyncio.run(main())
