import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  chooseProgram,
  findSpeechPrograms,
  speakToFile,
  type SpeechProgram,
} from './speech-program.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mouthpiece-test-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function install(name: string, mode = 0o755): Promise<void> {
  await writeFile(join(folder, name), '#!/bin/sh\n');
  await chmod(join(folder, name), mode);
}

describe('findSpeechPrograms', () => {
  it('finds what is on PATH, best first', async () => {
    await install('espeak-ng');
    await install('flite');
    const found = await findSpeechPrograms(['/nowhere', folder].join(delimiter));
    expect(found.map(({ name }) => name)).toEqual(['flite', 'espeak-ng']);
  });

  it('finds nothing that cannot be run, and nothing on an empty PATH', async () => {
    await install('flite', 0o644);
    expect(await findSpeechPrograms(folder)).toEqual([]);
    expect(await findSpeechPrograms('')).toEqual([]);
  });
});

describe('chooseProgram', () => {
  const flite: SpeechProgram = { name: 'flite', args: () => [] };
  const espeak: SpeechProgram = { name: 'espeak-ng', args: () => [] };

  it('takes the best for English', () => {
    expect(chooseProgram([flite, espeak], 'Don’t stop: it’s fine!')).toBe(flite);
  });

  it('does not give flite a text that is not English', () => {
    expect(chooseProgram([flite, espeak], 'Schöne Grüße')).toBe(espeak);
    expect(chooseProgram([flite, espeak], 'Привет')).toBe(espeak);
  });

  it('takes what there is', () => {
    expect(chooseProgram([flite], 'Привет')).toBe(flite);
    expect(chooseProgram([], 'Hello')).toBeUndefined();
  });
});

describe('speakToFile', () => {
  const copies: SpeechProgram = { name: 'cp', args: (text, sound) => [text, sound] };

  it('hands over what the program wrote, and leaves no file behind', async () => {
    const text = '-v; rm "x"';
    const seen = await speakToFile(copies, text, async (path) => ({
      path,
      content: await readFile(path, 'utf8'),
    }));
    expect(seen.content).toBe(text);
    await expect(readFile(seen.path)).rejects.toThrow('ENOENT');
  });

  it('fails when the program fails or writes nothing', async () => {
    const fails: SpeechProgram = { name: 'false', args: () => [] };
    const idles: SpeechProgram = { name: 'true', args: () => [] };
    await expect(speakToFile(fails, 'x', async () => 1)).rejects.toThrow();
    await expect(speakToFile(idles, 'x', async () => 1)).rejects.toThrow('ENOENT');
  });
});
