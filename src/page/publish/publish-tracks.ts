import {
  LocalAudioTrack,
  Track,
  type LocalTrack,
  type Room,
  type TrackPublishOptions,
} from 'livekit-client';
import type { AvatarOptions } from '../../protocol/index.ts';
import { PageError } from '../room/index.ts';

/** Receivers play the tracks of one media stream in step. */
const STREAM_NAME = 'avatar';

/**
 * Speech in mono. From about 70 kbit/s on, Opus codes a voice as it codes music (its CELT layer alone,
 * RFC 6716), which takes a third of the processor time that its model of a voice takes below. Silence is not
 * sent: the packets of an avatar that waits cost it two hundredths of a core.
 */
const VOICE: TrackPublishOptions = {
  name: 'avatar_audio',
  source: Track.Source.Microphone,
  stream: STREAM_NAME,
  audioPreset: { maxBitrate: 72_000 },
  dtx: true,
  forceStereo: false,
};

/**
 * What 640x360 takes at 30 frames a second: a head before a plain wall arrives at 48 dB with it, and more bits
 * cost processor time too (`npm run bench:encoding`).
 */
const REFERENCE = { bitsPerSec: 400_000, pixelsPerSec: 640 * 360 * 30 };
/** Neighbouring pixels of a larger picture tell more of each other: four times as many need under three times the bits. */
const GROWTH = 0.75;

/** How the picture is sent. */
export interface VideoOptions {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** `auto` takes H.264 where this browser has it, else VP8. */
  readonly codec?: AvatarOptions['codec'];
  /** Sends smaller pictures too: for rooms of many, at some half more of the encoder's work. */
  readonly simulcast?: boolean | undefined;
}

/** A voice that is silent before its first word is no microphone that fails: listening for that costs two audio clocks. */
class VoiceTrack extends LocalAudioTrack {
  override checkForSilence(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

/**
 * Publishes voice and picture, both at once.
 *
 * @returns the sender of the picture.
 * @throws {PageError} `publish_failed`, saying what the server or browser objects to.
 */
export async function publishTracks(
  room: Room,
  voice: MediaStreamTrack,
  picture: MediaStreamTrack,
  options: VideoOptions,
): Promise<RTCRtpSender | undefined> {
  try {
    const [, video] = await Promise.all([
      room.localParticipant.publishTrack(new VoiceTrack(voice) as LocalTrack, VOICE),
      room.localParticipant.publishTrack(picture, describeVideo(options)),
    ]);
    return video.track?.sender;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new PageError(
      'publish_failed',
      `The avatar may not publish its voice and picture (${text}). Mint its token with canPublish.`,
      { cause },
    );
  }
}

function describeVideo({
  width,
  height,
  fps,
  codec = 'auto',
  simulcast = false,
}: VideoOptions): TrackPublishOptions {
  return {
    name: 'avatar_video',
    source: Track.Source.Camera,
    stream: STREAM_NAME,
    simulcast,
    videoCodec: codec === 'auto' ? chooseCodec() : codec,
    // A second encoder for those who can't decode the first would cost as much again.
    backupCodec: false,
    degradationPreference: 'maintain-resolution',
    videoEncoding: {
      maxBitrate: bitrateFor(width * height * fps),
      maxFramerate: fps,
    },
  };
}

function bitrateFor(pixelsPerSec: number): number {
  const { bitsPerSec, pixelsPerSec: reference } = REFERENCE;
  return Math.round(bitsPerSec * (pixelsPerSec / reference) ** GROWTH);
}

/**
 * H.264 encodes in half of VP8's time at the same likeness, VP9 and AV1 take half more
 * (`npm run bench:encoding`), and where a machine has an encoder in hardware, it is one for H.264.
 * Every WebRTC browser decodes both H.264 and VP8 (RFC 7742); free builds of Chromium can't encode H.264.
 */
function chooseCodec(): 'h264' | 'vp8' {
  const { codecs = [] } = RTCRtpSender.getCapabilities('video') ?? {};
  return codecs.some(({ mimeType }) => mimeType === 'video/H264') ? 'h264' : 'vp8';
}
