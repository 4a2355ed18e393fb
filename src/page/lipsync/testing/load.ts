import { readFileSync } from 'node:fs';
import { loadModel, type LipsyncModel } from '../model.ts';
import { readWav, type WavSound } from '../wav.ts';

/** Bytes of a file of this folder's parent, in a buffer of their own. */
export function readBytes(path: string): ArrayBuffer {
  return new Uint8Array(readFileSync(new URL(`../${path}`, import.meta.url))).buffer;
}

/** The model that the page runs. */
export function loadCommittedModel(): LipsyncModel {
  return loadModel(readBytes('model.bin'));
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
  const text = new TextDecoder().decode(readBytes('fixtures/bobby.txt'));
  const phonemes = text.split(' ').flatMap((part) => {
    const [name, end] = part.split(':');
    if (!name || !end) return [];
    const phoneme = { name, startSec, endSec: Number(end) };
    startSec = phoneme.endSec;
    return [phoneme];
  });
  return { sound: readWav(readBytes('fixtures/bobby.wav')), phonemes };
}
