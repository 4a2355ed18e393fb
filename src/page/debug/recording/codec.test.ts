import { expect, test } from 'vitest';
import type { ProbeEvent } from '../../probe/index.ts';
import { decodeRecording, encodeRecording } from './codec.ts';

const EVENTS: readonly ProbeEvent[] = [
  { atMs: 1.25, type: 'opened', segment: 1, sampleRateHz: 16_000, channels: 1 },
  {
    atMs: 2,
    type: 'bytes',
    segment: 1,
    bytes: Uint8Array.from({ length: 20_000 }, (_, i) => i * 7),
  },
  { atMs: 3, type: 'frame', nowSec: 0.1, clockSec: 1 / 3, poseMs: 1, totalMs: 5, encodeMs: 0 },
];

test('what was recorded is read again, to the bit', async () => {
  const { header, events } = await decodeRecording(await encodeRecording(EVENTS, 'a browser'));
  expect(events).toEqual(EVENTS);
  expect(header.browser).toBe('a browser');
});

test.each([
  ['not gzipped', new Blob(['hello']), /not gzipped/],
  ['cut', (await encodeRecording(EVENTS, '')).slice(0, 100), /was cut/],
  ['something else', pack('{"format":"x"}'), /no Mouthpiece recording of version 2/],
  ['no JSON', pack('hello'), /Line 1 of the recording is not JSON/],
])('a file that is %s is refused with a sentence', async (_, file, message) => {
  await expect(decodeRecording(await file)).rejects.toThrow(message);
});

test('a line that is wrong is named', async () => {
  const header = { format: 'mouthpiece-recording', version: 2, madeAt: '', browser: '' };
  const file = pack(`${JSON.stringify(header)}\n{"type":"clear","atMs":1}`);
  await expect(decodeRecording(await file)).rejects.toThrow(/Line 2 of the recording is wrong/);
});

function pack(text: string): Promise<Blob> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).blob();
}
