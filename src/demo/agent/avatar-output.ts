import { voice } from '@livekit/agents';
import { AudioFrame, TrackKind, type Room } from '@livekit/rtc-node';
import { RPC_CLEAR_BUFFER } from '../../protocol/index.ts';

/**
 * Speech goes out at this rate. The clips and Opus could carry more; 24 kHz is what speech models
 * send, so the demo shows the usual case.
 */
export const SPEECH_RATE_HZ = 24_000;

/**
 * LiveKit's audio output over a byte stream, guarded against what would leave the agent waiting for
 * ever or end its process (seen in `@livekit/agents` 1.9).
 */
export class AvatarOutput extends voice.DataStreamAudioOutput {
  readonly #room: Room;
  readonly #avatarIdentity: string;

  constructor(room: Room, avatarIdentity: string) {
    super({
      room,
      destinationIdentity: avatarIdentity,
      sampleRate: SPEECH_RATE_HZ,
      waitRemoteTrack: TrackKind.KIND_VIDEO,
      waitPlaybackStart: true,
    });
    this.#room = room;
    this.#avatarIdentity = avatarIdentity;
  }

  /** The base class writes a frame's whole backing buffer, so the frame has to own it exactly. */
  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(ownBuffer(frame));
  }

  /** The base class lets the RPC's rejection go uncaught, and then waits for a report without limit. */
  override clearBuffer(): void {
    if (!this.#room.remoteParticipants.has(this.#avatarIdentity)) {
      this.settle();
      return;
    }
    this.#room.localParticipant
      ?.performRpc({
        destinationIdentity: this.#avatarIdentity,
        method: RPC_CLEAR_BUFFER,
        payload: '',
      })
      .catch(() => this.settle());
  }

  /** Ends every segment whose report will never come, because the avatar is gone. */
  settle(): void {
    while (this.pendingPlayoutSegments > 0) {
      this.onPlaybackFinished({ playbackPosition: 0, interrupted: true });
    }
  }
}

function ownBuffer(frame: AudioFrame): AudioFrame {
  if (frame.data.byteLength === frame.data.buffer.byteLength) return frame;
  return new AudioFrame(
    frame.data.slice(),
    frame.sampleRate,
    frame.channels,
    frame.samplesPerChannel,
  );
}
