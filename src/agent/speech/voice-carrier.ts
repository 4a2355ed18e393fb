import { log, voice } from '@livekit/agents';
import {
  AudioFrame,
  AudioResampler,
  TrackPublishOptions,
  TrackSource,
  type Room,
} from '@livekit/rtc-node';
import type { AudioFormat } from '../../protocol/index.ts';
import type { Carrier, CarrierHandlers } from './carrier.ts';
import type { SpokenSegment } from './spoken-segment.ts';

/** Sound goes to the track in pieces of this length. */
const PIECE_SEC = 0.1;

interface Voicing {
  readonly segment: SpokenSegment;
  cut: boolean;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** The agent speaks by itself: its speech becomes its own audio track, through LiveKit's output. */
export class VoiceCarrier implements Carrier {
  readonly #room: Room;
  readonly #closing = new AbortController();
  #handlers: CarrierHandlers | undefined;
  #line: Promise<void> = Promise.resolve();
  #queue: Voicing[] = [];
  #track:
    { readonly output: voice.ParticipantAudioOutput; readonly format: AudioFormat } | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  attach(handlers: CarrierHandlers): void {
    this.#handlers = handlers;
  }

  play(segment: SpokenSegment): void {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const voicing: Voicing = { segment, cut: false, ended, end };
    this.#queue.push(voicing);
    this.#line = this.#line
      .then(() => this.#say(voicing))
      .catch((error: unknown) => {
        log().warn({ error }, 'speech could not be voiced');
        this.#finish(voicing, 0, true);
      });
  }

  async clear(): Promise<void> {
    this.#cutAll();
    this.#track?.output.clearBuffer();
    await this.#line;
  }

  abandon(): void {
    this.#cutAll();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#cutAll();
    this.#track?.output.clearBuffer();
    await this.#line;
    await this.#unpublish();
  }

  #cutAll(): void {
    for (const voicing of this.#queue) {
      voicing.cut = true;
      voicing.end();
    }
  }

  async #say(voicing: Voicing): Promise<void> {
    const { segment } = voicing;
    if (voicing.cut) return this.#finish(voicing, 0, true);
    const { output, format } = (this.#track ??= this.#publish(segment.format));
    const resampler = resamplerBetween(segment.format, format);
    const onStarted = () => this.#handlers?.onStarted(segment);
    output.once(voice.AudioOutput.EVENT_PLAYBACK_STARTED, onStarted);
    for await (const frame of this.#frames(voicing)) {
      for (const part of resampler ? resampler.push(frame) : [frame]) {
        // Until someone listens, LiveKit's output takes nothing: a cut must not wait for that.
        await Promise.race([output.captureFrame(part), voicing.ended]);
      }
    }
    for (const part of resampler?.flush() ?? []) await output.captureFrame(part);
    output.flush();
    if (voicing.cut) output.clearBuffer();
    const outcome =
      output.pendingPlayoutSegments > 0
        ? await output.waitForPlayout()
        : { playbackPosition: 0, interrupted: true };
    output.off(voice.AudioOutput.EVENT_PLAYBACK_STARTED, onStarted);
    this.#finish(voicing, outcome.playbackPosition, outcome.interrupted);
  }

  async *#frames(voicing: Voicing): AsyncGenerator<AudioFrame> {
    const { segment } = voicing;
    const { sampleRateHz, channels } = segment.format;
    const frameBytes = channels * 2;
    const pieceBytes = Math.round(PIECE_SEC * sampleRateHz) * frameBytes;
    let at = segment.resumeByte;
    while (!voicing.cut && !segment.settled) {
      const changed = segment.changed();
      const bytes = segment.read(at, pieceBytes);
      at += bytes.length;
      if (bytes.length > 0) {
        const samples = new Int16Array(bytes.buffer, 0, bytes.length / 2);
        yield new AudioFrame(samples, sampleRateHz, channels, bytes.length / frameBytes);
      } else if (segment.ended) return;
      else await Promise.race([changed, voicing.ended]);
    }
  }

  #finish(voicing: Voicing, heardSec: number, interrupted: boolean): void {
    this.#queue = this.#queue.filter((other) => other !== voicing);
    this.#handlers?.onFinished(voicing.segment, heardSec, interrupted);
  }

  #publish(format: AudioFormat) {
    const output = new voice.ParticipantAudioOutput(this.#room, {
      sampleRate: format.sampleRateHz,
      numChannels: format.channels,
      trackPublishOptions: new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
    });
    output.start(this.#closing.signal).catch((error: unknown) => {
      if (!this.#closing.signal.aborted) log().error({ error }, 'the voice could not be published');
    });
    return { output, format };
  }

  async #unpublish(): Promise<void> {
    const publication = [...(this.#room.localParticipant?.trackPublications.values() ?? [])].find(
      ({ name }) => name === 'roomio_audio',
    );
    if (publication?.sid && this.#room.isConnected) {
      await this.#room.localParticipant!.unpublishTrack(publication.sid);
    }
    await this.#track?.output.close();
  }
}

function resamplerBetween(from: AudioFormat, to: AudioFormat): AudioResampler | undefined {
  if (from.sampleRateHz === to.sampleRateHz) return undefined;
  return new AudioResampler(from.sampleRateHz, to.sampleRateHz, from.channels);
}
