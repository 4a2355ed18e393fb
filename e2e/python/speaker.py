"""An agent in Python that speaks through LiveKit's own DataStreamAudioOutput, as it comes from PyPI.

It is told what to do in lines of JSON on stdin, and tells what it sees in lines of JSON on stdout.
Its only knowledge of Mouthpiece is the address of the dispatcher, to which it sends LiveKit's
reference launch request.
"""

import asyncio
import json
import logging
import math
import sys
from array import array

import aiohttp
from livekit import api, rtc
from livekit.agents.voice.avatar import DataStreamAudioOutput

SAMPLE_RATE = 24_000
AVATAR = "avatar_worker"
CHIRP_HZ_PER_SEC = 1_000


def tell(**event: object) -> None:
    print(json.dumps(event), flush=True)


class TimeoutWatch(logging.Handler):
    """Tells when LiveKit's output gave up waiting for a report."""

    def emit(self, record: logging.LogRecord) -> None:
        if "arbitrarily" in record.getMessage():
            tell(event="timeout")


def mint(orders: dict, identity: str, **attributes: str) -> str:
    return (
        api.AccessToken(orders["apiKey"], orders["apiSecret"])
        .with_kind("agent")
        .with_identity(identity)
        .with_name(identity)
        .with_grants(api.VideoGrants(room_join=True, room=orders["room"]))
        .with_attributes(attributes)
        .to_jwt()
    )


async def launch(orders: dict) -> None:
    token = mint(orders, AVATAR, **{"lk.publish_on_behalf": "agent"})
    request = {"room_name": orders["room"], "url": orders["url"], "token": token}
    async with aiohttp.ClientSession() as http:
        async with http.post(orders["dispatcherUrl"] + "/launch", json=request) as answer:
            tell(event="launched", status=answer.status)


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
    orders = json.loads(sys.argv[1])
    logging.getLogger("livekit.agents").addHandler(TimeoutWatch())
    room = rtc.Room()
    await room.connect(orders["url"], mint(orders, "agent"), rtc.RoomOptions(auto_subscribe=False))
    output = DataStreamAudioOutput(
        room,
        destination_identity=AVATAR,
        wait_remote_track=rtc.TrackKind.KIND_VIDEO,
        wait_playback_start=True,
    )
    output.on("playback_started", lambda _: tell(event="started"))
    output.on(
        "playback_finished",
        lambda e: tell(
            event="finished", positionSec=e.playback_position, interrupted=e.interrupted
        ),
    )
    commands = {
        "launch": lambda _: launch(orders),
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
