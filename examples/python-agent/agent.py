"""A voice agent with a face. Start a dispatcher (`npx mouthpiece serve`), then this:

LIVEKIT_URL=… LIVEKIT_API_KEY=… LIVEKIT_API_SECRET=… python agent.py dev
"""

import math
import os
from array import array
from collections.abc import AsyncIterator

from face import avatar_output, launch_avatar
from livekit import rtc
from livekit.agents import Agent, AgentSession, JobContext, WorkerOptions, cli

# The keys of a LiveKit Cloud project open LiveKit Inference; those of a server of one's own don't.
HAS_KEY = ".livekit.cloud" in os.environ.get("LIVEKIT_URL", "")
MODELS = {
    "stt": "deepgram/nova-3",
    "llm": "openai/gpt-4.1-mini",
    "tts": "cartesia/sonic-3",
}


async def entrypoint(ctx: JobContext) -> None:
    await ctx.connect()
    session = AgentSession(**MODELS) if HAS_KEY else AgentSession(vad=None)

    # The face:
    await launch_avatar(ctx.room)
    session.output.audio = avatar_output(ctx.room)

    await session.start(agent=Agent(instructions="You are friendly, and brief."), room=ctx.room)
    if HAS_KEY:
        session.generate_reply(instructions="Greet the user, and offer your help.")
    else:
        session.say("Without a key, I can only hum.", audio=hum())


async def hum() -> AsyncIterator[rtc.AudioFrame]:
    """Two seconds of a tone."""
    rate = 24_000
    samples = array("h", (round(9_000 * math.sin(i * 2 * math.pi * 220 / rate)) for i in range(2 * rate)))
    yield rtc.AudioFrame(samples.tobytes(), rate, 1, len(samples))


if __name__ == "__main__":
    cli.run_app(WorkerOptions(entrypoint_fnc=entrypoint))
