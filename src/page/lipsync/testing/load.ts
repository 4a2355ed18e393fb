import phonesUrl from '../fixtures/bobby.txt?url&inline';
import speechUrl from '../fixtures/bobby.wav?url&inline';
import goldenUrl from '../fixtures/golden.json?url&inline';
import modelUrl from '../model.bin?url&inline';
import { loadModel, type LipsyncModel } from '../model.ts';
import { readWav, type WavSound } from '../wav.ts';

/** Vite puts the files into the tests as data URLs, so that they run in Node and in a browser. */
function readBytes(dataUrl: string): ArrayBuffer {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return Uint8Array.from(text, (char) => char.charCodeAt(0)).buffer;
}

export const readModelBytes = (): ArrayBuffer => readBytes(modelUrl);

export const readSpeechBytes = (): ArrayBuffer => readBytes(speechUrl);

export const readGoldenText = (): string => new TextDecoder().decode(readBytes(goldenUrl));

/** The model that the page runs. */
export function loadCommittedModel(): LipsyncModel {
  return loadModel(readModelBytes());
}

/** One phoneme and when it sounds. */
export interface Phoneme {
  readonly name: string;
  readonly startSec: number;
  readonly endSec: number;
}

/** "Bobby bought a big brown puppy …": flite's voice rms, which the model never heard. */
export function loadSpeech(): { sound: WavSound; phonemes: Phoneme[] } {
  let startSec = 0;
  const text = new TextDecoder().decode(readBytes(phonesUrl));
  const phonemes = text.split(' ').flatMap((part) => {
    const [name, end] = part.split(':');
    if (!name || !end) return [];
    const phoneme = { name, startSec, endSec: Number(end) };
    startSec = phoneme.endSec;
    return [phoneme];
  });
  return { sound: readWav(readSpeechBytes()), phonemes };
}
