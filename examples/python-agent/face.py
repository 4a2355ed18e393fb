"""A face for a Python agent: LiveKit's own output, and LiveKit's reference launch request."""

import os

import aiohttp
from livekit import api, rtc
from livekit.agents.voice.avatar import DataStreamAudioOutput

AVATAR = "avatar_worker"


async def launch_avatar(room: rtc.Room) -> None:
    """Launches the avatar into the agent's room. The keys are those of LIVEKIT_API_KEY and _SECRET."""
    token = (
        api.AccessToken()
        .with_kind("agent")
        .with_identity(AVATAR)
        .with_grants(api.VideoGrants(room_join=True, room=room.name))
        .with_attributes({"lk.publish_on_behalf": room.local_participant.identity})
        .to_jwt()
    )
    request = {"room_name": room.name, "url": os.environ["LIVEKIT_URL"], "token": token}
    dispatcher = os.environ.get("MOUTHPIECE_URL", "http://127.0.0.1:8089")
    async with aiohttp.ClientSession(raise_for_status=True) as http:
        await http.post(f"{dispatcher}/launch", json=request)


def avatar_output(room: rtc.Room) -> DataStreamAudioOutput:
    """Where the session's speech goes: to the avatar."""
    return DataStreamAudioOutput(
        room,
        destination_identity=AVATAR,
        wait_remote_track=rtc.TrackKind.KIND_VIDEO,
        wait_playback_start=True,
    )
