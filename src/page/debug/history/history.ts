import { RPC_CLEAR_BUFFER, RPC_PLAYBACK_FINISHED } from '../../../protocol/index.ts';
import type { FrameView, ProbeEvent, ProbeEventOf } from '../../probe/index.ts';
import { Axis } from './axis.ts';
import type { CallTrace, Mark, Since } from './call-trace.ts';
import { dropBefore } from './drop-before.ts';
import { copyFace, type FrameTrace } from './frame-track.ts';
import { SegmentTrace } from './segment-trace.ts';

/** What is older than this is forgotten. */
const KEPT_SEC = 600;
/** Forgetting is done now and then. */
const FORGET_EVERY_EVENTS = 2_000;

/** A tick that made no frame. */
interface Drop {
  readonly atSec: number;
  readonly why: 'drawing' | 'sending';
}

/**
 * What a probe told, put on one axis: the only thing that panels read. It is fed by a session on this
 * page, by one elsewhere, or by a recording, and can't tell which.
 */
export class History {
  readonly frames: FrameTrace[] = [];
  readonly drops: Drop[] = [];
  readonly segments = new Map<number, SegmentTrace>();
  readonly calls: CallTrace[] = [];
  readonly marks: Mark[] = [];
  readonly states: Since<string>[] = [];
  readonly encoders: Since<ProbeEventOf<'encoder'>>[] = [];
  scene: ProbeEventOf<'scene'> | undefined;
  /** What the machine has time for, once that was less than the scene wants. */
  quality: ProbeEventOf<'quality'> | undefined;
  claims: ProbeEventOf<'claims'> | undefined;
  controller: string | undefined;
  audioState = 'none';
  /** The axis' latest time that something is known of. */
  endSec = 0;
  readonly #axis = new Axis();
  #events = 0;
  #opened = 0;
  /** Reports that the agent was sent, and when a clear last asked for more of them. */
  #reported = 0;
  #asked: { atSec: number; segments: number } | undefined;

  /** Takes the next event. Segments that began before anyone listened are passed over. */
  handle(event: ProbeEvent): void {
    const atSec = this.#axis.ofPage(event.atMs);
    this.endSec = Math.max(this.endSec, atSec);
    if (++this.#events % FORGET_EVERY_EVENTS === 0) this.#forget(this.endSec - KEPT_SEC);
    switch (event.type) {
      case 'frame':
        return this.#frame(event, atSec);
      case 'dropped':
        return void this.drops.push({ atSec, why: event.why });
      case 'opened':
        return this.#open(event, atSec);
      case 'bytes':
        return this.segments.get(event.segment)?.receive(atSec, event.bytes);
      case 'closed':
        return this.#close(event, atSec);
      case 'player':
        return this.#play(event, atSec);
      case 'finished':
        return this.#finish(event);
      case 'clear':
        return this.#mark(atSec, 'clear', 'clear');
      case 'express':
        return this.#mark(atSec, 'mood', event.expression);
      case 'gesture':
        return this.#mark(atSec, 'gesture', event.gesture);
      case 'said':
        return this.#mark(atSec, event.trouble ? 'trouble' : 'line', event.text);
      case 'state':
        return void this.states.push({ atSec, value: event.state });
      case 'quality':
        return void (this.quality = event);
      case 'rpc':
        return this.#call(event, atSec);
      case 'answer':
        return this.#answer(event, atSec);
      case 'encoder':
        return void this.encoders.push({ atSec, value: event });
      case 'controller':
        return void (this.controller = event.identity);
      case 'scene':
        return void (this.scene = event);
      case 'claims':
        return void (this.claims = event);
      case 'audio':
        return void (this.audioState = event.state);
      case 'piece':
      case 'handled':
        return;
    }
  }

  /** Keeps the face of the frame that was told last. */
  look({ pose, visemes }: FrameView): void {
    const frame = this.frames.at(-1);
    if (frame) frame.face = copyFace(pose, visemes);
  }

  /** Since when a clear waits for a report that the agent was not sent; undefined when none is owed. */
  get owedSinceSec(): number | undefined {
    const asked = this.#asked;
    return asked && asked.segments > this.#reported ? asked.atSec : undefined;
  }

  /** Where a time of the audio clock lies on the axis. */
  axisSecOf(clockSec: number): number {
    return this.#axis.ofAudio(clockSec) ?? 0;
  }

  /** The frame that was seen last at `atSec`. */
  frameAt(atSec: number): FrameTrace | undefined {
    return this.frames[this.frameIndexAt(atSec)];
  }

  /** Its place in {@link frames}; -1 before the first. */
  frameIndexAt(atSec: number): number {
    let [low, high] = [0, this.frames.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.frames[middle]!.atSec <= atSec) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #frame(event: ProbeEventOf<'frame'>, atSec: number): void {
    const { clockSec, poseMs, totalMs, encodeMs, segment, mediaSec } = event;
    const begunMs = event.atMs - totalMs;
    this.#axis.pair(begunMs, event.nowSec);
    const momentSec = this.#axis.ofAudio(clockSec)!;
    // A frame stands for a whole period: its middle should fit the sound.
    const seenSec = atSec + (encodeMs + 500 / (this.scene?.fps ?? 30)) / 1000;
    this.frames.push({
      atSec,
      momentSec,
      clockSec,
      poseMs,
      drawMs: totalMs - poseMs,
      encodeMs,
      skewMs: (seenSec - momentSec) * 1000,
      bufferSec: this.#bufferSec(atSec),
      segment,
      mediaSec,
      face: undefined,
    });
  }

  #bufferSec(atSec: number): number {
    let waitingSec = 0;
    for (const segment of this.segments.values()) {
      if (segment.finishedSec !== undefined) continue;
      waitingSec += Math.max(0, segment.receivedSec - segment.heardSec(atSec));
    }
    return waitingSec;
  }

  #open(
    { segment: id, sampleRateHz, channels, problem }: ProbeEventOf<'opened'>,
    openedSec: number,
  ) {
    this.#opened++;
    const facts = { id, sampleRateHz, channels, problem, openedSec };
    this.segments.set(id, new SegmentTrace(facts));
  }

  #close({ segment: id, problem }: ProbeEventOf<'closed'>, atSec: number): void {
    const segment = this.segments.get(id);
    if (!segment) return;
    segment.closedSec = atSec;
    segment.broken = problem;
  }

  #play({ event, segment: id, mediaFrame, clockFrame }: ProbeEventOf<'player'>, toldSec: number) {
    const segment = this.segments.get(id);
    if (!segment || clockFrame === undefined) return;
    const rateHz = this.scene?.clockRateHz ?? 48_000;
    const atSec = this.#axis.ofAudio(clockFrame / rateHz) ?? toldSec;
    if (event === 'playing') segment.play(atSec, mediaFrame / rateHz);
    else if (event === 'starved') segment.starve(atSec);
    else if (event === 'finished') segment.finish(atSec);
  }

  #finish({ segment: id, positionSec, interrupted }: ProbeEventOf<'finished'>): void {
    const segment = this.segments.get(id);
    if (!segment) return;
    segment.positionSec = positionSec;
    segment.interrupted = interrupted;
  }

  #mark(atSec: number, kind: Mark['kind'], text: string): void {
    this.marks.push({ atSec, kind, text });
  }

  #call({ call, direction, method, payload }: ProbeEventOf<'rpc'>, atSec: number): void {
    const answer = { answeredSec: undefined, reply: undefined, error: undefined };
    this.calls.push({ call, atSec, direction, method, payload, ...answer });
    if (method === RPC_PLAYBACK_FINISHED) this.#reported++;
  }

  #answer({ call: number, reply, error }: ProbeEventOf<'answer'>, atSec: number): void {
    const call = this.calls.findLast((candidate) => candidate.call === number);
    if (!call) return;
    Object.assign(call, { answeredSec: atSec, reply, error });
    if (call.method === RPC_CLEAR_BUFFER && reply === 'ok') {
      this.#asked = { atSec, segments: this.#opened };
    }
  }

  #forget(beforeSec: number): void {
    for (const list of [this.frames, this.drops, this.calls, this.marks, this.encoders]) {
      dropBefore(list, beforeSec);
    }
    for (const [id, { finishedSec }] of this.segments) {
      if (finishedSec !== undefined && finishedSec < beforeSec) this.segments.delete(id);
    }
  }
}
