import { voice } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { Carrier, CarrierHandlers } from './carrier.ts';
import { SpokenSegment } from './spoken-segment.ts';

/**
 * The agent's audio output, whoever brings the sound to the user: one avatar, its successor, or the
 * agent itself. Towards the agent it keeps one promise above all: each segment is told as finished
 * exactly once, in order, whatever becomes of the avatar.
 */
export class AvatarAudioOutput extends voice.AudioOutput {
  /** Oldest first; a segment leaves when the agent has been told. */
  readonly #unsettled: SpokenSegment[] = [];
  #open: SpokenSegment | undefined;
  #carrier: Carrier | undefined;
  #handingOver = false;
  #closed = false;
  #lastOutcome: voice.PlaybackFinishedEvent = { playbackPosition: 0, interrupted: false };

  /** Never waits for the avatar: what it can't take yet is kept. */
  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    this.#open ??= this.#begin(frame);
    checkFormat(this.#open, frame);
    this.#open.push(frame);
  }

  override flush(): void {
    super.flush();
    this.#open?.end();
    this.#open = undefined;
  }

  override abandonOpenSegment(): void {
    super.abandonOpenSegment();
    this.#open?.end();
    this.#open = undefined;
  }

  override clearBuffer(): void {
    for (const segment of this.#unsettled) segment.interrupt();
    if (this.#handingOver) return;
    if (this.#carrier) void this.#carrier.clear();
    else this.#settleAll();
  }

  /** Unlike the base's, any number may wait at the same time: none is forgotten. */
  override async waitForPlayout(): Promise<voice.PlaybackFinishedEvent> {
    const last = this.#unsettled.at(-1);
    return last ? last.untilSettled() : this.#lastOutcome;
  }

  /**
   * Lets another one speak from now on. What the last one did not get to play goes to the next,
   * to the sample; towards the agent the segment is still one.
   */
  async handOver(next: Carrier): Promise<void> {
    const last = this.#carrier;
    if (last) {
      this.#handingOver = true;
      await last.clear();
      this.#handingOver = false;
      await last.close();
    }
    if (this.#closed) return next.close();
    this.#use(next);
  }

  /**
   * The carrier is gone without a word. Segments that were being heard are settled at once; what
   * had not begun waits for the next carrier.
   */
  lose(atMs: number): void {
    const carrier = this.#carrier;
    this.#carrier = undefined;
    carrier?.abandon(atMs);
    void carrier?.close();
    for (const segment of this.#unsettled.filter(({ cut }) => cut)) this.#settle(segment, 0, true);
  }

  /** Settles everything; whatever the agent still says is settled as unheard. */
  async close(atMs: number = performance.now()): Promise<void> {
    this.#closed = true;
    this.lose(atMs);
    this.#settleAll();
  }

  #begin(frame: AudioFrame): SpokenSegment {
    const segment = new SpokenSegment({
      sampleRateHz: frame.sampleRate,
      channels: frame.channels,
    });
    this.#unsettled.push(segment);
    if (this.#closed) this.#settle(segment, 0, true);
    else if (!this.#handingOver) this.#carrier?.play(segment);
    return segment;
  }

  #use(carrier: Carrier): void {
    this.#carrier = carrier;
    carrier.attach(this.#handlers(carrier));
    for (const segment of this.#unsettled) carrier.play(segment);
  }

  #handlers(carrier: Carrier): CarrierHandlers {
    return {
      onStarted: (segment) => this.#start(segment),
      onFinished: (segment, heardSec, interrupted) => {
        const goesOn = this.#handingOver && carrier === this.#carrier && interrupted;
        if (goesOn && !segment.cut) segment.resumeAfter(heardSec);
        else this.#settle(segment, heardSec, interrupted);
      },
    };
  }

  #start(segment: SpokenSegment): void {
    if (segment.started || segment.settled) return;
    segment.started = true;
    this.onPlaybackStarted(Date.now());
  }

  #settle(segment: SpokenSegment, heardSec: number, interrupted: boolean): void {
    if (segment.settled) return;
    const playbackPosition = segment.resumeSec + heardSec;
    // An agent takes a segment for unheard when its start was never told.
    if (playbackPosition > 0) this.#start(segment);
    this.#unsettled.splice(this.#unsettled.indexOf(segment), 1);
    this.#lastOutcome = { playbackPosition, interrupted };
    segment.settle(this.#lastOutcome);
    this.onPlaybackFinished(this.#lastOutcome);
  }

  #settleAll(): void {
    while (this.#unsettled[0]) this.#settle(this.#unsettled[0], 0, true);
  }
}

/** @throws {TypeError} when the speech changes its format within a segment. */
function checkFormat({ format }: SpokenSegment, frame: AudioFrame): void {
  if (format.sampleRateHz === frame.sampleRate && format.channels === frame.channels) return;
  throw new TypeError(
    `A segment of ${format.sampleRateHz} Hz and ${format.channels} channels can’t go on with ${frame.sampleRate} Hz and ${frame.channels}: resample, or flush first.`,
  );
}
