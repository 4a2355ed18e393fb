import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { findPackageRoot } from '../src/programs/index.ts';

const run = promisify(execFile);
const RECORDING = `${findPackageRoot()}/docs/debugging/owed-report.mouthpiece.gz`;
const PNG = [0x89, 0x50, 0x4e, 0x47];
/** Of EBML, the container of WebM. */
const WEBM = [0x1a, 0x45, 0xdf, 0xa3];

async function replay(file: string, out: string): Promise<string> {
  const command = [`${findPackageRoot()}/bin/mouthpiece.js`, 'replay', file, '--out', out];
  return (await run(process.execPath, command)).stdout;
}

for (const [kind, magic, leastBytes] of [
  ['png', PNG, 50_000],
  ['webm', WEBM, 100_000],
] as const) {
  test(`a recording becomes a ${kind}`, async ({}, info) => {
    const out = info.outputPath(`bug.${kind}`);
    expect(await replay(RECORDING, out)).toMatch(/^Replayed exactly.* Written to .*\.\n$/);
    const bytes = await readFile(out);
    expect([...bytes.subarray(0, 4)]).toEqual(magic);
    expect(bytes.length).toBeGreaterThan(leastBytes);
  });
}

test('a file that is no recording is refused in a sentence', async ({}, info) => {
  const out = info.outputPath('bug.png');
  await expect(replay(`${findPackageRoot()}/package.json`, out)).rejects.toMatchObject({
    stderr: expect.stringContaining('This is no Mouthpiece recording'),
  });
});
