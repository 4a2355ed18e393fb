import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findPackageRoot } from '../src/programs/index.ts';

/**
 * A clone with nothing installed. Its only package is `node`, which lies in the clone itself: so npm
 * really installs, and needs no network.
 */
function newClone(): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'clone-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(path.join(findPackageRoot(), 'scripts'), path.join(root, 'scripts'), { recursive: true });
  mkdirSync(path.join(root, 'node', 'bin'), { recursive: true });
  symlinkSync(process.execPath, path.join(root, 'node', 'bin', 'node'));
  writeJson(root, 'node/package.json', {
    name: 'node',
    version: '24.0.0',
    bin: { node: 'bin/node' },
  });
  writeJson(root, 'package.json', {
    name: 'clone',
    type: 'module',
    devDependencies: { node: 'file:node' },
  });
  execFileSync('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund'], { cwd: root });
  return root;
}

function writeJson(root: string, file: string, content: unknown): void {
  writeFileSync(path.join(root, file), JSON.stringify(content));
}

function writeScript(root: string, code: string): void {
  writeFileSync(path.join(root, 'script.ts'), code);
}

const runArgs = ['scripts/run.js', 'script.ts'];
const run = (root: string, ...args: string[]) =>
  spawnSync(process.execPath, [...runArgs, ...args], { cwd: root, encoding: 'utf8' });

test('packages are installed once, with word of it; then the script runs with its arguments and exit code', () => {
  const root = newClone();
  writeScript(
    root,
    'console.log(JSON.stringify(process.argv.slice(2) as string[])); process.exitCode = 7;',
  );
  const first = run(root, 'a', 'b c');
  expect([first.status, first.stdout]).toEqual([7, '["a","b c"]\n']);
  expect(first.stderr).toMatch(/^Installing the packages [^]*Packages installed in \d+ s\.\n/);
  expect(run(root).stderr).toBe('');
});

test('a changed lock file is installed again, one that was installed by hand is not', () => {
  const root = newClone();
  writeScript(root, '');
  run(root);
  const lockFile = path.join(root, 'package-lock.json');
  const lock = readFileSync(lockFile, 'utf8');
  writeFileSync(lockFile, `${lock}\n`);
  expect(run(root).stderr).toBe('');
  writeJson(root, 'node/package.json', {
    name: 'node',
    version: '25.0.0',
    bin: { node: 'bin/node' },
  });
  writeFileSync(lockFile, lock.replaceAll('24.0.0', '25.0.0'));
  expect(run(root).stderr).toContain('Packages installed');
});

test('when npm ci fails, its words and what to do are shown, exit code 1', () => {
  const root = newClone();
  writeScript(root, 'console.log("must not run")');
  writeJson(root, 'package.json', {
    name: 'clone',
    type: 'module',
    dependencies: { absent: 'file:absent' },
  });
  const { status, stdout, stderr } = run(root);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /npm ci ended with code 1; its own words stand above\.\n.*run this by hand: npm ci\n$/,
  );
});

test.skipIf(process.platform === 'win32')('a signal waits for the script to clean up', async () => {
  const root = newClone();
  writeScript(
    root,
    `process.on('SIGTERM', () => setTimeout(() => { console.log('cleaned up'); process.exit(3); }, 100));
     setInterval(() => undefined, 1000);
     console.log('ready');`,
  );
  const child = spawn(process.execPath, runArgs, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  await expect.poll(() => stdout, { timeout: 20_000 }).toBe('ready\n');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([3, null]);
  expect(stdout).toBe('ready\ncleaned up\n');
});

test.skipIf(process.platform === 'win32')(
  'a script that a signal ends, ends the run by the same signal',
  () => {
    const root = newClone();
    writeScript(root, "process.kill(process.pid, 'SIGKILL'); setInterval(() => undefined, 1000);");
    expect(run(root).signal).toBe('SIGKILL');
  },
);
