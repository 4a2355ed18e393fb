import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../src/programs/index.ts';
import { cacheFolder } from '../../src/programs/cache-folder.ts';

const run = promisify(execFile);
const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt');
const INSTALL_TIMEOUT_MS = 600_000;

let prepared: Promise<string> | undefined;

/**
 * A Python with the peer's packages: a virtual environment in the project's cache, made when missing
 * or when the requirements have changed. Needs a `python3` of 3.10 or newer.
 *
 * @returns path of its interpreter.
 */
export function preparePython(): Promise<string> {
  return (prepared ??= prepare());
}

async function prepare(): Promise<string> {
  const folder = path.join(cacheFolder(), 'bench-peer');
  const python = path.join(folder, 'bin', 'python');
  await withLock(`${folder}.lock`, async () => {
    if (!(await isComplete(folder))) await install(folder, python);
  });
  return python;
}

async function isComplete(folder: string): Promise<boolean> {
  const mark = path.join(folder, 'requirements.txt');
  if (!existsSync(mark)) return false;
  return (await readFile(mark, 'utf8')) === (await readFile(REQUIREMENTS, 'utf8'));
}

async function install(folder: string, python: string): Promise<void> {
  process.stderr.write('Installing the peer: livekit-agents for Python …\n');
  await rm(folder, { recursive: true, force: true });
  try {
    await run('python3', ['-m', 'venv', folder]);
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(python, [...args, '-r', REQUIREMENTS], { timeout: INSTALL_TIMEOUT_MS });
  } catch (cause) {
    throw new Error(
      `The peer can't be installed: it needs python3 (3.10 or newer, with venv) and ${REQUIREMENTS}.`,
      { cause },
    );
  }
  // Last, so that an installation that was broken off is begun again.
  await writeFile(path.join(folder, 'requirements.txt'), await readFile(REQUIREMENTS, 'utf8'));
}
