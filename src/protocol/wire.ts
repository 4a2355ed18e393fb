/**
 * The names that LiveKit agents and avatars use on the wire. They are LiveKit's, not ours:
 * `livekit.agents.voice.avatar` (Python) and `@livekit/agents` (Node) speak exactly these.
 */

/** Topic of the byte stream that carries one segment of speech. */
export const AUDIO_STREAM_TOPIC = 'lk.audio_stream';

/** Agent → avatar: drop everything that has not been heard yet. Reply `ok` or `reject`. */
export const RPC_CLEAR_BUFFER = 'lk.clear_buffer';

/** Avatar → agent: the first sample of a segment is being played. Payload is empty. */
export const RPC_PLAYBACK_STARTED = 'lk.playback_started';

/** Avatar → agent: a segment is over; see {@link PlaybackFinished}. */
export const RPC_PLAYBACK_FINISHED = 'lk.playback_finished';

/** Token attribute of an avatar: the identity of the agent it speaks for. */
export const ATTRIBUTE_PUBLISH_ON_BEHALF = 'lk.publish_on_behalf';

/** Participant attribute of an agent: `initializing`, `idle`, `listening`, `thinking` or `speaking`. */
export const ATTRIBUTE_AGENT_STATE = 'lk.agent.state';

/** Identity that LiveKit's reference avatar uses, and so does ours unless told otherwise. */
export const DEFAULT_AVATAR_IDENTITY = 'avatar_worker';
