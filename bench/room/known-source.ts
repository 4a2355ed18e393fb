import { setTimeout as delay } from 'node:timers/promises';
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node';
import type { Speech } from '../../e2e/kit/wav.ts';
import type { LivekitServer } from '../../src/programs/index.ts';
import { mintAvatarToken } from '../contenders/avatar-token.ts';

const WIDTH = 640;
const HEIGHT = 360;
const FPS = 30;
const BLOCK_SEC = 0.01;
/** Sound and picture are due to within this. */
const TICK_MS = 2;
const LIGHT = 225;
const DARK = 25;
const GREY = 128;

/** A room's avatar without a face: hands WebRTC sound and picture whose distance in time is known. */
export class KnownSource {
  readonly room = new Room();
  #sound!: AudioSource;
  readonly #picture = new VideoSource(WIDTH, HEIGHT);

  async join(server: LivekitServer, room: string, speech: Speech): Promise<this> {
    // No queue: what is handed over is on its way at once.
    this.#sound = new AudioSource(speech.sampleRateHz, 1, 0);
    const options = { autoSubscribe: false, dynacast: false };
    await this.room.connect(server.url, await mintAvatarToken(server, room), options);
    const local = this.room.localParticipant!;
    const [audio, video] = [new TrackPublishOptions(), new TrackPublishOptions()];
    audio.source = TrackSource.SOURCE_MICROPHONE;
    video.source = TrackSource.SOURCE_CAMERA;
    video.simulcast = false;
    // Receivers keep the tracks of one stream in step.
    audio.stream = video.stream = 'known';
    await local.publishTrack(LocalAudioTrack.createAudioTrack('sound', this.#sound), audio);
    await local.publishTrack(LocalVideoTrack.createVideoTrack('picture', this.#picture), video);
    return this;
  }

  /**
   * Plays a speech, with pictures of what is planned for `shiftMs` before the middle of their time.
   *
   * @returns when the first sample was handed over.
   */
  async play({ samples, sampleRateHz }: Speech, plan: Float32Array, shiftMs: number) {
    const perBlock = sampleRateHz * BLOCK_SEC;
    const startMs = performance.now();
    let [blocks, pictures] = [0, 0];
    while (blocks * perBlock < samples.length) {
      const sinceSec = (performance.now() - startMs) / 1000;
      for (; blocks * BLOCK_SEC <= sinceSec; blocks++)
        void this.#sound.captureFrame(
          toFrame(
            samples.slice(blocks * perBlock, (blocks + 1) * perBlock),
            sampleRateHz,
            perBlock,
          ),
        );
      if (pictures / FPS <= sinceSec) {
        const middleSec = sinceSec + 0.5 / FPS;
        this.#picture.captureFrame(draw(plan[Math.round(middleSec * 100 - shiftMs / 10)] ?? 0));
        pictures = Math.floor(sinceSec * FPS) + 1;
      }
      await delay(TICK_MS);
    }
    return startMs;
  }

  async leave(): Promise<void> {
    await this.room.disconnect();
    await Promise.all([this.#sound.close(), this.#picture.close()]);
  }
}

function toFrame(part: Int16Array, rateHz: number, length: number): AudioFrame {
  const whole = new Int16Array(length);
  whole.set(part);
  return new AudioFrame(whole, rateHz, 1, length);
}

/** A dark bar, as long as the value. */
function draw(value: number): VideoFrame {
  const pixels = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(GREY, WIDTH * HEIGHT);
  const lightRows = Math.round(HEIGHT * (1 - Math.min(1, value)));
  pixels.fill(LIGHT, 0, lightRows * WIDTH);
  pixels.fill(DARK, lightRows * WIDTH, HEIGHT * WIDTH);
  return new VideoFrame(pixels, WIDTH, HEIGHT, VideoBufferType.I420);
}
