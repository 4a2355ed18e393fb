import { spawn } from 'node:child_process';
import path from 'node:path';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program on our terminal until it ends by itself, and ends as it did. A signal goes on to
 * the program, which may take its time to clean up; we stay until it has.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {string} root
 * @returns {Promise<void>}
 */
export function runToItsEnd(program, args, root) {
  const child = spawn(program, args, { stdio: 'inherit', env: environment(root) });
  for (const signal of SIGNALS) process.on(signal, () => passOn(child, signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal !== null) dieBy(signal);
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}

/**
 * A terminal gives Ctrl-C to parent and child alike; passed on, it would reach the child twice.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function passOn(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}

/** @param {NodeJS.Signals} signal */
function dieBy(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** @param {string} root */
function environment(root) {
  const bin = path.join(root, 'node_modules', '.bin');
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: [bin, process.env[name]].filter(Boolean).join(path.delimiter) };
}
