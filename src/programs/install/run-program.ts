import { spawn } from 'node:child_process';

/** How a program runs that fetches or builds another. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ended when it takes longer, in milliseconds. */
  readonly timeoutMs?: number;
}

const LAST_LINES = 5;

/**
 * Runs a program to its end.
 *
 * @returns all that it printed.
 * @throws Error with the last lines that it printed, when it can't be started, ends with another
 * code than 0, or takes too long.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${program} ended with ${signal ?? `code ${code}`}: ${lastLines(output)}`),
        );
    });
  });
}

function lastLines(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => line !== '' && !line.startsWith('at '));
  return telling.slice(-LAST_LINES).join(' | ') || 'it said nothing';
}
