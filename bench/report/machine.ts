import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { promisify } from 'node:util';
import { describeCores } from '../machine/cores.ts';
import { findChromium, findLivekitServer } from '../../src/programs/index.ts';

const run = promisify(execFile);
const REQUIREMENTS = new URL('../peer/requirements.txt', import.meta.url);

/** Machine, versions and date, in a sentence or two. */
export async function describeMachine(): Promise<string> {
  const cores = os.availableParallelism();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const { executablePath } = await findChromium();
  const chromium = await version(executablePath);
  const server = await version(await findLivekitServer());
  const peer = (await readFile(REQUIREMENTS, 'utf8')).split('\n')[0]!.replace('==', ' ');
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} on ${cores} cores of ${os.cpus()[0]?.model ?? 'an unknown CPU'}${describeCores()}, ${memory} GiB, ${os.type()} ${os.release()}, without a network.`,
    `${chromium}; ${server}; Node ${process.version}; the peer is ${peer} for Python.`,
  ].join(' ');
}

async function version(program: string): Promise<string> {
  const { stdout } = await run(program, ['--version']);
  return stdout.trim().split('\n')[0]!;
}
