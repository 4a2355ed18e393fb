import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readWav, type WavSound } from '../../src/page/lipsync/index.ts';
import { markVisemes, type Mark } from './truth.ts';

const run = promisify(execFile);

/** A sentence as spoken by a synthesiser that says what it did when. */
export interface Utterance {
  readonly text: string;
  readonly sound: WavSound;
  readonly marks: readonly Mark[];
  readonly phonemes: readonly Phoneme[];
}

interface Phoneme {
  readonly name: string;
  readonly endSec: number;
}

/** @throws saying what to do when the program is not there. */
function explain(cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'ENOENT') throw cause;
  throw new Error(
    'flite, which speaks the test sentences, is not installed: apt-get install flite',
    {
      cause,
    },
  );
}

/**
 * Lets flite speak. Its `-psdur` prints each phoneme with the time at which it ends.
 *
 * @throws when flite is not installed.
 */
export async function speak(voice: string, text: string): Promise<Utterance> {
  const folder = await mkdtemp(join(tmpdir(), 'lipsync-'));
  try {
    const file = join(folder, 'speech.wav');
    const args = ['-voice', voice, '-psdur', '-t', text, '-o', file];
    const { stdout } = await run('flite', args).catch(explain);
    const sound = readWav(new Uint8Array(await readFile(file)).buffer);
    const printed = [...stdout.matchAll(/(\S+):([\d.]+)/g)];
    const phonemes = printed.map(([, name, end]) => ({ name: name!, endSec: Number(end) }));
    return { text, sound, marks: markVisemes(phonemes), phonemes };
  } finally {
    await rm(folder, { recursive: true });
  }
}
