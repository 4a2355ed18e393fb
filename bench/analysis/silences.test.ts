import { expect, test } from 'vitest';
import { findSilences } from './silences.ts';

test('silences are found with their lengths, those at either end too', () => {
  const audible = Uint8Array.of(0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1);
  const endsMs = Float64Array.from(audible, (_, i) => 500 + 10 * (i + 1));
  const track = { audible, endsMs, loudness: new Float64Array() };
  expect(findSilences(track, 0, 1000)).toEqual([10, 20, 30, 10]);
  expect(findSilences(track, 530, 580)).toEqual([10, 20]);
  expect(findSilences(track, 540, 560)).toEqual([]);
});
