import { Track, type Room, type TrackPublishOptions } from 'livekit-client';
import { PageError } from '../room/index.ts';

/** Receivers play the tracks of one media stream in step. */
const STREAM_NAME = 'avatar';

/** Speech in mono, at a rate at which synthesised voices lose nothing that one hears. */
const VOICE: TrackPublishOptions = {
  name: 'avatar_audio',
  source: Track.Source.Microphone,
  stream: STREAM_NAME,
  audioPreset: { maxBitrate: 48_000 },
  dtx: false,
  forceStereo: false,
};

/** A head before a plain wall takes about this many bits per pixel and frame. */
const BITS_PER_PIXEL = 0.12;

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
  size: { readonly width: number; readonly height: number; readonly fps: number },
): Promise<RTCRtpSender | undefined> {
  try {
    const [, video] = await Promise.all([
      room.localParticipant.publishTrack(voice, VOICE),
      room.localParticipant.publishTrack(picture, videoOptions(size)),
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

function videoOptions(size: { width: number; height: number; fps: number }): TrackPublishOptions {
  return {
    name: 'avatar_video',
    source: Track.Source.Camera,
    stream: STREAM_NAME,
    simulcast: false,
    videoCodec: 'vp8',
    degradationPreference: 'maintain-resolution',
    videoEncoding: {
      maxBitrate: Math.round(size.width * size.height * size.fps * BITS_PER_PIXEL),
      maxFramerate: size.fps,
    },
  };
}
