import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findPackageRoot, showProgress, withLock } from '../../programs/index.ts';
import { HostError } from '../host-error.ts';
import { newestChangeMs } from './newest-change.ts';

/** What the built page is made of, relative to the project's folder. */
const SOURCES = [
  'index.html',
  'viewer.html',
  'vite.config.ts',
  'package-lock.json',
  'public',
  'src/page',
  'src/protocol',
  'src/demo',
];

/**
 * Makes sure that the built page is there and as new as its sources: in a clone it is built when
 * it is missing or old; the published package brings it along.
 *
 * @returns the folder of the built page.
 * @throws {HostError} `page_missing`, with the words of the build that failed.
 */
export async function ensurePage(root: string = findPackageRoot()): Promise<string> {
  const folder = path.join(root, 'dist', 'page');
  if (await isFresh(root, folder)) return folder;
  if (!existsSync(path.join(root, 'src', 'page')))
    throw missing(`${folder} is not there: install the package again.`);
  await withLock(`${folder}.lock`, async () => {
    if (!(await isFresh(root, folder)))
      await showProgress('Building the page', () => build(root, folder));
  });
  return folder;
}

async function isFresh(root: string, folder: string): Promise<boolean> {
  const built = await fs.stat(path.join(folder, 'index.html')).catch(() => undefined);
  if (built === undefined) return false;
  return (await newestChangeMs(SOURCES.map((name) => path.join(root, name)))) <= built.mtimeMs;
}

/** Built aside and then put in place, so that whoever serves the old one is not left with half of it. */
async function build(root: string, folder: string): Promise<void> {
  const started = new Date();
  const [next, last] = [`${folder}-next`, `${folder}-last`];
  await runVite(root, next);
  // What changes while it is built counts as not in it.
  await fs.utimes(path.join(next, 'index.html'), started, started);
  await fs.rm(last, { recursive: true, force: true });
  if (existsSync(folder)) await fs.rename(folder, last);
  await fs.rename(next, folder);
  await fs.rm(last, { recursive: true, force: true });
}

/** In a process of its own: the builder's memory is not wanted in a dispatcher for months. */
async function runVite(root: string, outDir: string): Promise<void> {
  const vite = path.join(
    path.dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin',
    'vite.js',
  );
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  const code = await new Promise((resolve, reject) =>
    child.once('error', reject).once('exit', resolve),
  );
  if (code !== 0) throw missing('it could not be built; the builder’s own words stand above.');
}

function missing(why: string): HostError {
  return new HostError('page_missing', `The avatar page is missing: ${why}`);
}
