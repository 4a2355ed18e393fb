import { describe, expect, it } from 'vitest';
import { readSpeechBytes } from './testing/load.ts';
import { readWav, WavError } from './wav.ts';

interface WavOptions {
  code?: number;
  channels?: number;
  bits?: number;
  claimedBytes?: number;
}

function makeWav(data: Uint8Array, options: WavOptions = {}): ArrayBuffer {
  const { code = 1, channels = 1, bits = 16, claimedBytes = data.length } = options;
  const bytes = new Uint8Array(54 + data.length);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  tag(0, 'RIFF');
  tag(8, 'WAVE');
  tag(12, 'LIST'); // a chunk of odd length, which is padded
  view.setUint32(16, 1, true);
  tag(22, 'fmt ');
  view.setUint32(26, 16, true);
  view.setUint16(30, code, true);
  view.setUint16(32, channels, true);
  view.setUint32(34, 24_000, true);
  view.setUint16(44, bits, true);
  tag(46, 'data');
  view.setUint32(50, claimedBytes, true);
  bytes.set(data, 54);
  return bytes.buffer;
}

const bytesOf = (array: Int16Array | Float32Array | Int32Array) => new Uint8Array(array.buffer);

describe('readWav', () => {
  it('reads a real file', () => {
    const { sampleRateHz, samples } = readWav(readSpeechBytes());
    expect(sampleRateHz).toBe(16_000);
    expect(samples.length / sampleRateHz).toBeCloseTo(4.75, 2);
    expect(samples.reduce((top, x) => Math.max(top, Math.abs(x)), 0)).toBeGreaterThan(0.1);
  });

  it.each([
    ['16 bits', bytesOf(new Int16Array([16384, -32768])), {}, [0.5, -1]],
    ['8 bits', new Uint8Array([192, 0]), { bits: 8 }, [0.5, -1]],
    ['24 bits', new Uint8Array([0, 0, 0x40, 0, 0, 0x80]), { bits: 24 }, [0.5, -1]],
    ['32 bits', bytesOf(new Int32Array([2 ** 30, -(2 ** 31)])), { bits: 32 }, [0.5, -1]],
    ['floats', bytesOf(new Float32Array([0.5, -1])), { code: 3, bits: 32 }, [0.5, -1]],
    ['stereo', bytesOf(new Int16Array([16384, 0, -16384, 0])), { channels: 2 }, [0.25, -0.25]],
    [
      'a length never filled in',
      bytesOf(new Int16Array([16384])),
      { claimedBytes: 2 ** 32 - 1 },
      [0.5],
    ],
    ['half a sample at the end', new Uint8Array([0, 64, 7]), {}, [0.5]],
  ])('reads %s', (_what, data, options, expected) => {
    expect([...readWav(makeWav(data, options)).samples]).toEqual(expected);
  });

  it.each([
    ['nothing', new ArrayBuffer(0), 'not-wav'],
    ['an MP3', new Uint8Array([0x49, 0x44, 0x33, ...Array<number>(40).fill(0)]).buffer, 'not-wav'],
    ['a WAV without chunks', makeWav(new Uint8Array(0)).slice(0, 20), 'no-sound'],
    ['ADPCM', makeWav(new Uint8Array(8), { code: 2, bits: 4 }), 'unsupported'],
    ['no channels', makeWav(new Uint8Array(8), { channels: 0 }), 'unsupported'],
  ])('refuses %s', (_what, bytes, reason) => {
    expect(() => readWav(bytes)).toThrow(WavError);
    expect(() => readWav(bytes)).toThrow(expect.objectContaining({ reason }));
  });
});
