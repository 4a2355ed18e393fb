import { initializeLogger } from '@livekit/agents';
import { expect, it } from 'vitest';
import { readClip } from './clips.ts';
import { SPEECH_RATE_HZ } from './speech-rate.ts';
import { timeWords } from './timed-words.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** When each word of the greeting begins, as Festival, which spoke it, says itself; in seconds. */
const SPOKEN_SEC = [
  0.315, 1.025, 1.185, 1.495, 1.72, 2.46, 2.61, 2.665, 3.025, 3.245, 3.6, 4.29, 4.47, 4.825, 5.265,
  5.46, 5.845, 6.465, 6.62, 6.77, 7.045, 7.38, 7.69, 7.86, 8.0, 8.23, 8.67, 8.93, 9.13, 9.365,
  10.29, 10.44, 10.64, 10.94, 11.24, 11.775, 11.95, 12.77, 12.915, 13.085, 13.245, 13.775, 13.965,
  14.255, 14.55, 15.08,
];

it('knows when each word of the greeting is said', async () => {
  const { text, samples } = await readClip('greeting');
  const words = timeWords(text, samples, SPEECH_RATE_HZ);
  expect(words.map((word) => word.text).join('')).toBe(text);
  const errorsSec = words.map(({ startSec }, index) => Math.abs(startSec - SPOKEN_SEC[index]!));
  expect(errorsSec).toHaveLength(SPOKEN_SEC.length);
  expect(Math.max(...errorsSec)).toBeLessThan(0.3);
  expect(errorsSec.reduce((sum, sec) => sum + sec) / errorsSec.length).toBeLessThan(0.1);
});

it('has no words for no text, and all at once for no sound', () => {
  expect(timeWords('', new Int16Array(100), 24_000)).toEqual([]);
  expect(timeWords('two words', new Int16Array(0), 24_000)).toEqual([
    { text: 'two ', startSec: 0 },
    { text: 'words', startSec: 0 },
  ]);
});
