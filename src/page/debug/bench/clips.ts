import { readWav } from '../../lipsync/index.ts';
import bobbyUrl from '../../lipsync/fixtures/bobby.wav?url';
import { streamSamples, toPcm, type Source } from './source.ts';

const TONE_RATE_HZ = 24_000;
const TONE_HZ = 440;
const TONE_SEC = 4;
const PIP_SEC = 0.25;

/** A sentence, as lip-sync's own tests hear it. */
const SENTENCE: Source = {
  label: 'A sentence',
  async open() {
    const { samples, sampleRateHz } = readWav(await (await fetch(bobbyUrl)).arrayBuffer());
    return { stream: streamSamples(toPcm(samples), sampleRateHz) };
  },
};

/** A quarter second of tone, a quarter of silence, and so on: easy to tell where one is. */
const PIPS: Source = {
  label: 'Pips, every half second',
  open: async () => ({ stream: streamSamples(makePips(), TONE_RATE_HZ) }),
};

/** Comes with the page. */
export const CLIPS: readonly Source[] = [SENTENCE, PIPS];

function makePips(): Int16Array {
  return Int16Array.from({ length: TONE_SEC * TONE_RATE_HZ }, (_, i) => {
    const sec = i / TONE_RATE_HZ;
    const sounds = sec % (2 * PIP_SEC) < PIP_SEC;
    return sounds ? 10_000 * Math.sin(2 * Math.PI * TONE_HZ * sec) : 0;
  });
}
