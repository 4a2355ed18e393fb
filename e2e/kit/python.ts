import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { showProgress, withLock } from '../../src/programs/index.ts';
import { cacheFolder } from '../../src/programs/cache-folder.ts';

const run = promisify(execFile);
const REQUIREMENTS = new URL('../python/requirements.txt', import.meta.url).pathname;

/**
 * A Python with LiveKit's packages, in a virtual environment in the project's cache, which is made
 * when it is missing.
 *
 * @returns its executable; undefined when there is no `python3`, which a CI run must not accept.
 */
export async function findPython(): Promise<string | undefined> {
  const hasPython = await run('python3', ['-c', 'import venv, ensurepip']).then(
    () => true,
    () => false,
  );
  if (!hasPython && !process.env['CI']) return undefined;
  const wanted = createHash('sha256').update(await readFile(REQUIREMENTS));
  const folder = path.join(cacheFolder(), `python-${wanted.digest('hex').slice(0, 12)}`);
  const stamp = path.join(folder, 'complete');
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(stamp)) await showProgress('Installing livekit-agents', () => make(folder));
  });
  return path.join(folder, 'bin', 'python');
}

async function make(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    // What is imported is compiled then: a fifth of the installation's time.
    '--no-compile',
    '-r',
    REQUIREMENTS,
  ];
  await run(path.join(folder, 'bin', 'python'), pip);
  await writeFile(path.join(folder, 'complete'), '');
}
