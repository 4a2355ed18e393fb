import type { SpeechSegment } from '../input/index.ts';
import type { Probe, ProbeEventOf } from '../probe/index.ts';
import { MediaClock, type MediaTime } from './media-clock.ts';
import type { PlayerCommand, PlayerCoreOptions, PlayerEvent } from './player-core.ts';
import type { PlayerMessage, PlayerReceipt } from './player-port.ts';
import { loadResamplers, type Resampler } from './resampler.ts';
import { StartBuffer } from './start-buffer.ts';
import { RATE_HZ, type Voice } from './voice.ts';

/**
 * How much sound the thread that plays holds in advance: the page may stall that long unheard. What lies
 * behind it waits as 16-bit samples in its segment.
 */
const LEAD_SEC = 2;
/** Sound goes there in pieces of this length. */
const PIECE_SEC = 0.1;
const FADE_SEC = 0.005;

/** What the player tells: once per segment each, in order, `started` only if a sample was played. */
export interface PlayerHandlers {
  onStarted(segment: SpeechSegment): void;
  /** @param positionSec seconds of the segment's own audio that were played. */
  onFinished(segment: SpeechSegment, positionSec: number, interrupted: boolean): void;
  /** Sound on its way to be played, at the segment's own rate: about two seconds ahead. */
  onUpcoming(segment: SpeechSegment, samples: Float32Array, last: boolean): void;
}

/** A command as a recording keeps it. */
type NotedCommand = ProbeEventOf<'handled'>['command'];

interface Track {
  readonly segment: SpeechSegment;
  readonly resampler: Resampler;
  readonly unsubscribe: () => void;
  /** Samples of the segment already handed on. */
  read: number;
  /** Frames handed on, and frames played. */
  sent: number;
  played: number;
  closed: boolean;
  started: boolean;
}

/** Plays segments one after the other with a voice, by its clock. */
export class Player {
  readonly #voice: Voice;
  readonly #port: MessagePort;
  readonly #handlers: PlayerHandlers;
  readonly #probe: Probe;
  readonly #makeResampler: (inRateHz: number, outRateHz: number) => Resampler;
  readonly #clock = new MediaClock(RATE_HZ);
  readonly #tracks = new Map<number, Track>();
  readonly #startBuffer = new StartBuffer();
  /** Commands whose receipts are awaited. */
  readonly #sent: NotedCommand[] = [];
  readonly #receipts: boolean;

  static async create(voice: Voice, handlers: PlayerHandlers, probe: Probe): Promise<Player> {
    return new Player(voice, handlers, probe, await loadResamplers());
  }

  private constructor(
    voice: Voice,
    handlers: PlayerHandlers,
    probe: Probe,
    makeResampler: (inRateHz: number, outRateHz: number) => Resampler,
  ) {
    this.#voice = voice;
    this.#handlers = handlers;
    this.#probe = probe;
    this.#receipts = probe.tell !== undefined;
    this.#makeResampler = makeResampler;
    this.#port = voice.startPlayer({ core: coreOptions(), receipts: this.#receipts });
    this.#port.onmessage = ({ data }: MessageEvent<PlayerMessage>) => this.#take(data);
  }

  /** What is heard when the voice's clock reads `clockSec`; null for silence. */
  mediaAt(clockSec: number): MediaTime | null {
    return this.#clock.at(clockSec);
  }

  /** Queues a segment behind those before it. It may still be filling. */
  enqueue(segment: SpeechSegment): void {
    const noteArrival = this.#startBuffer.begin();
    const onMore = () => {
      const receivedSec = segment.length / segment.sampleRateHz;
      if (receivedSec > 0) noteArrival({ nowSec: performance.now() / 1000, receivedSec });
      this.#pump();
    };
    const track: Track = {
      segment,
      resampler: this.#makeResampler(segment.sampleRateHz, RATE_HZ),
      unsubscribe: segment.onChange(onMore),
      read: 0,
      sent: 0,
      played: 0,
      closed: false,
      started: false,
    };
    this.#tracks.set(segment.id, track);
    this.#send({ type: 'open', segment: segment.id });
    onMore();
  }

  /** Lets nothing begin while it is on. Segments are still taken, and cleared. */
  hold(on: boolean): void {
    this.#send({ type: 'hold', on });
  }

  /** Ends every queued segment at once; each is reported as interrupted. */
  clear(): void {
    for (const track of this.#tracks.values()) {
      track.closed = true;
      track.unsubscribe();
    }
    this.#send({ type: 'clear' });
  }

  close(): void {
    for (const track of this.#tracks.values()) this.#release(track);
    this.#port.close();
  }

  /** Hands on what is next, until the thread that plays holds its lead. */
  #pump(): void {
    let room = LEAD_SEC * RATE_HZ;
    const heard = this.#clock.at(this.#voice.nowSec);
    for (const track of this.#tracks.values()) {
      room -= track.sent - playedOf(track, heard);
      while (room > 0 && !track.closed) {
        const sent = this.#sendPiece(track);
        if (sent === 0) break;
        room -= sent;
      }
      // What comes later in the queue must not overtake what this one still awaits.
      if (!track.closed) return;
    }
  }

  /** @returns frames handed on; 0 when there is nothing yet. */
  #sendPiece(track: Track): number {
    const { segment, resampler } = track;
    const input = segment.read(track.read, Math.ceil(PIECE_SEC * segment.sampleRateHz));
    track.read += input.length;
    const last = segment.ended && track.read === segment.length;
    if (input.length === 0 && !last) return 0;
    this.#probe.tell?.({ type: 'piece', segment: segment.id, samples: input.length, last });
    let frames = this.#sendSamples(track, resampler.process(input));
    if (last) {
      frames += this.#sendSamples(track, resampler.flush());
      track.closed = true;
      this.#send({ type: 'close', segment: segment.id });
    }
    // Last, as it takes longer: the sound need not wait for it.
    this.#handlers.onUpcoming(segment, input, last);
    return frames;
  }

  #sendSamples(track: Track, samples: Float32Array<ArrayBuffer>): number {
    const frames = samples.length;
    if (frames > 0) {
      track.sent += frames;
      this.#send({ type: 'samples', segment: track.segment.id, samples }, [samples.buffer]);
    }
    return frames;
  }

  #send(command: PlayerCommand, transfer: Transferable[] = []): void {
    if (this.#receipts) this.#sent.push(withoutSamples(command));
    this.#port.postMessage(command, transfer);
  }

  #take(message: PlayerMessage): void {
    if (message.type === 'handled') return this.#noteReceipt(message);
    const { type: event, ...facts } = message;
    this.#probe.tell?.({ type: 'player', event, ...facts });
    this.#handle(message);
  }

  #noteReceipt({ clockFrame }: PlayerReceipt): void {
    const command = this.#sent.shift()!;
    this.#probe.tell?.({ type: 'handled', command, clockFrame });
  }

  #handle(event: PlayerEvent): void {
    this.#clock.handle(event);
    const track = this.#tracks.get(event.segment);
    if (!track) return;
    track.played = event.mediaFrame;
    if (event.type === 'starved' || event.type === 'finished') this.#adaptBuffer();
    if (event.type === 'playing' && !track.started) {
      track.started = true;
      this.#handlers.onStarted(track.segment);
    }
    if (event.type === 'finished') {
      this.#tracks.delete(event.segment);
      this.#release(track);
      this.#handlers.onFinished(track.segment, this.#position(track), event.interrupted);
    }
    this.#pump();
  }

  /** For what starts or goes on from now. */
  #adaptBuffer(): void {
    const { startSec, resumeSec } = this.#startBuffer.buffering;
    this.#send({
      type: 'buffer',
      startFrames: Math.round(startSec * RATE_HZ),
      resumeFrames: Math.round(resumeSec * RATE_HZ),
    });
  }

  #position(track: Track): number {
    return Math.min(track.played / RATE_HZ, track.segment.length / track.segment.sampleRateHz);
  }

  #release(track: Track): void {
    track.unsubscribe();
    track.resampler.close();
  }
}

/**
 * By the clock: where much speech arrives at once, what the thread that plays has to tell waits behind it,
 * and it would fall silent before the page has heard that it is hungry.
 */
function playedOf({ segment, sent, played }: Track, heard: MediaTime | null): number {
  const byClock = heard?.segment === segment.id ? heard.mediaSec * RATE_HZ : 0;
  return Math.min(sent, Math.max(played, byClock));
}

/** The samples go to another thread, and can't be in two places. */
function withoutSamples(command: PlayerCommand): NotedCommand {
  if (command.type !== 'samples') return command;
  const { type, segment, samples } = command;
  return { type, segment, frames: samples.length };
}

export function coreOptions(): PlayerCoreOptions {
  const { startSec, resumeSec } = new StartBuffer().buffering;
  return {
    startFrames: Math.round(startSec * RATE_HZ),
    resumeFrames: Math.round(resumeSec * RATE_HZ),
    fadeFrames: Math.round(FADE_SEC * RATE_HZ),
    progressFrames: Math.round(PIECE_SEC * RATE_HZ),
  };
}
