import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Longer than any sentence takes; a program that hangs shall not hang the demo. */
const TIMEOUT_MS = 20_000;

/** A program on this machine that turns text into a sound file. */
export interface SpeechProgram {
  readonly name: string;
  /** Arguments that make it read the file `text` and write the WAV file `sound`. */
  args(text: string, sound: string): string[];
}

/** In order of how good they sound. The text is in a file, so that it can never be an option. */
const PROGRAMS: readonly SpeechProgram[] = [
  {
    name: 'say',
    args: (text, sound) => ['-f', text, '-o', sound, '--data-format=LEI16@24000'],
  },
  { name: 'flite', args: (text, sound) => ['-voice', 'slt', '-f', text, '-o', sound] },
  { name: 'espeak-ng', args: (text, sound) => ['-f', text, '-w', sound] },
];

/** The speech programs found on PATH, best first. */
export async function findSpeechPrograms(
  path = process.env['PATH'] ?? '',
): Promise<SpeechProgram[]> {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const found = await Promise.all(
    PROGRAMS.map(async (program) => (await isOnPath(program.name, folders)) && program),
  );
  return found.filter((program) => program !== false);
}

/** The program for a text: flite reads nothing but English. */
export function chooseProgram(
  programs: readonly SpeechProgram[],
  text: string,
): SpeechProgram | undefined {
  const isForeign = /[^\p{ASCII}\p{P}]/u.test(text);
  return programs.find(({ name }) => !(isForeign && name === 'flite')) ?? programs[0];
}

/**
 * Has a program speak a text and hands the sound file to `use`; the file is gone afterwards.
 *
 * @throws whatever keeps the program from speaking; the message says what.
 */
export async function speakToFile<T>(
  program: SpeechProgram,
  text: string,
  use: (soundPath: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mouthpiece-speech-'));
  try {
    const textPath = join(folder, 'text.txt');
    const soundPath = join(folder, 'sound.wav');
    await writeFile(textPath, text);
    await run(program.name, program.args(textPath, soundPath), { timeout: TIMEOUT_MS });
    await readFile(soundPath);
    return await use(soundPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isOnPath(name: string, folders: readonly string[]): Promise<boolean> {
  const tries = folders.map((folder) => access(join(folder, name), constants.X_OK));
  return (await Promise.allSettled(tries)).some(({ status }) => status === 'fulfilled');
}
