import type { AudioFormat } from '../../protocol/index.ts';

/**
 * Turns a stream's bytes (signed 16-bit little-endian PCM, interleaved) into mono samples.
 *
 * A chunk may end inside a sample or a frame: what is left over waits for the next one. Channels are
 * averaged, since a head has one mouth and the track that it publishes is mono.
 */
export class PcmDecoder {
  readonly #frameBytes: number;
  readonly #channels: number;
  #carry = new Uint8Array(0);

  constructor(format: AudioFormat) {
    this.#channels = format.channels;
    this.#frameBytes = format.channels * 2;
  }

  /** Bytes of an unfinished frame, dropped if no more come: 0 to `channels * 2 - 1`. */
  get pendingBytes(): number {
    return this.#carry.length;
  }

  /** Decodes every whole frame so far. */
  decode(chunk: Uint8Array): Int16Array {
    const bytes = this.#carry.length === 0 ? chunk : concat(this.#carry, chunk);
    const frames = Math.floor(bytes.length / this.#frameBytes);
    this.#carry = bytes.slice(frames * this.#frameBytes);
    return mixToMono(bytes, frames, this.#channels);
  }
}

function mixToMono(bytes: Uint8Array, frames: number, channels: number): Int16Array {
  const mono = new Int16Array(frames);
  if (channels === 1 && IS_LITTLE_ENDIAN) {
    // What agents send nearly always, five seconds of it in one: not sample by sample.
    new Uint8Array(mono.buffer).set(bytes.subarray(0, 2 * frames));
    return mono;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let frame = 0, offset = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, offset += 2) {
      sum += view.getInt16(offset, true);
    }
    mono[frame] = Math.round(sum / channels);
  }
  return mono;
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(head.length + tail.length);
  joined.set(head);
  joined.set(tail, head.length);
  return joined;
}
