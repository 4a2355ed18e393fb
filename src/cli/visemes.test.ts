import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const SPEECH = fileURLToPath(new URL('../page/lipsync/fixtures/bobby.wav', import.meta.url));
const MODULE = new URL('visemes.ts', import.meta.url).href;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visemes-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** In a process of its own, since what it prints is what matters. */
async function print(file: string, json: boolean): Promise<string> {
  const call = `${JSON.stringify(file)}, { json: ${json} }`;
  const script = `(await import('${MODULE}')).printVisemes(${call})`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', `await ${script}`], {
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout;
}

describe('printVisemes', () => {
  it('prints a JSON row for every 10 ms', async () => {
    const rows = JSON.parse(await print(SPEECH, true)) as {
      timeSec: number;
      viseme: string;
      weights: Record<string, number>;
    }[];
    expect(rows).toHaveLength(475);
    expect(rows[0]).toMatchObject({ timeSec: 0, viseme: 'sil' });
    expect(rows[123]!.timeSec).toBeCloseTo(1.23);
    for (const { viseme, weights } of rows) {
      expect(Object.keys(weights)).toHaveLength(15);
      expect(weights[viseme]).toBe(Math.max(...Object.values(weights)));
    }
    expect(new Set(rows.map(({ viseme }) => viseme)).size).toBeGreaterThan(8);
  });

  it('prints a line for every shape', async () => {
    const lines = (await print(SPEECH, false)).trimEnd().split('\n');
    expect(lines[0]).toBe('0.00  sil');
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(line).toMatch(/^\d\.\d\d {2}\w+$/);
  });

  it('says what is wrong with a file', async () => {
    const file = join(folder, 'song.mp3');
    await writeFile(file, 'ID3 but no WAV, whatever it is called');
    await expect(print(file, true)).rejects.toThrow(/no WAV file/);
    await expect(print(join(folder, 'none.wav'), true)).rejects.toThrow(/ENOENT/);
  });
});
