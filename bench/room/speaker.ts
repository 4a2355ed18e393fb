import { setTimeout as delay } from 'node:timers/promises';
import { AudioFrame } from '@livekit/rtc-node';
import { TestAgent, type Report } from '../../e2e/kit/agent.ts';
import type { Speech } from '../../e2e/kit/wav.ts';
import type { LivekitServer } from '../../src/programs/index.ts';

/** What one segment was, on the sender's side. Times are of `performance.now()`. */
export interface Utterance {
  readonly speech: Speech;
  readonly firstByteMs: number;
  /** When silence was asked for. */
  readonly clearMs?: number;
  /** The avatar's report on it. */
  readonly finished: Report;
  /** When nothing of it could be heard any more and the next had not begun. */
  readonly endMs: number;
}

const FRAME_MS = 100;
/** Speech synthesis delivers several times faster than speech is spoken. */
const SPEED = 5;

/** A genuine agent which notes when its first byte leaves. */
export class Speaker {
  readonly agent: TestAgent;
  #firstByteMs: number | undefined;

  constructor(identity = 'agent', avatar = 'avatar_worker') {
    this.agent = new TestAgent(identity, avatar);
  }

  async join(server: LivekitServer, room: string): Promise<this> {
    await this.agent.join(server, room);
    this.agent.openOutput();
    this.#watchFirstByte();
    return this;
  }

  /**
   * Speaks a segment to its end, or until it asks for silence.
   *
   * @param gapMs waited for at the end, before `endMs`.
   */
  async speak(speech: Speech, gapMs: number, clearAfterSec?: number): Promise<Utterance> {
    const { finished } = this.agent;
    const count = finished.length + 1;
    this.#firstByteMs = undefined;
    await this.#push(speech);
    const clearMs = clearAfterSec === undefined ? undefined : await this.#clear(clearAfterSec);
    await this.agent.untilFinished(count, (speech.durationSec + 20) * 1000);
    await delay(gapMs);
    return {
      speech,
      firstByteMs: this.#firstByteMs!,
      ...(clearMs === undefined ? {} : { clearMs }),
      finished: this.agent.finished[count - 1]!,
      endMs: performance.now(),
    };
  }

  /** Sends a segment as fast as the wire takes it. */
  send(speech: Speech): Promise<void> {
    return this.agent.say(speech, FRAME_MS);
  }

  leave(): Promise<void> {
    return this.agent.leave();
  }

  async #push({ samples, sampleRateHz }: Speech): Promise<void> {
    const step = (sampleRateHz * FRAME_MS) / 1000;
    const startMs = performance.now();
    for (let at = 0, n = 0; at < samples.length; at += step, n++) {
      const waitMs = startMs + (n * FRAME_MS) / SPEED - performance.now();
      if (waitMs > 1) await delay(waitMs);
      const part = samples.slice(at, at + step);
      await this.agent.output.captureFrame(new AudioFrame(part, sampleRateHz, 1, part.length));
    }
    this.agent.output.flush();
  }

  async #clear(afterSec: number): Promise<number> {
    await delay(Math.max(0, this.#firstByteMs! + afterSec * 1000 - performance.now()));
    const atMs = performance.now();
    await this.agent.clear();
    return atMs;
  }

  #watchFirstByte(): void {
    const local = this.agent.room.localParticipant!;
    const open = local.streamBytes.bind(local);
    local.streamBytes = async (options) => {
      const writer = await open(options);
      const write = writer.write.bind(writer);
      writer.write = (chunk) => {
        this.#firstByteMs ??= performance.now();
        return write(chunk);
      };
      return writer;
    };
  }
}
