import type { ProbeEvent } from '../../probe/index.ts';
import { encodeRecording } from './codec.ts';

/** Half an hour of speech at 24 kHz is 86 MB; a tab can hold that, and more would be too much. */
const MOST_BYTES = 100_000_000;

/** Keeps all that a probe tells, from the beginning, so that what just happened can be saved. */
export class Recorder {
  readonly #events: ProbeEvent[] = [];
  #bytes = 0;

  take(event: ProbeEvent): void {
    if (this.full) return;
    if (event.type === 'bytes') this.#bytes += event.bytes.length;
    this.#events.push(event);
  }

  /** It holds as much as it may: what comes now is not in it. */
  get full(): boolean {
    return this.#bytes > MOST_BYTES;
  }

  /** Bytes of sound that it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  save(): Promise<Blob> {
    return encodeRecording(this.#events, navigator.userAgent);
  }
}
