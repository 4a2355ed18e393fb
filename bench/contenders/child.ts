import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onAvatarCores } from '../machine/cores.ts';

/** A program that the bench runs. It ends with the bench. */
export interface Child {
  readonly pid: number;
  /**
   * @returns the match, once it has been printed.
   * @throws when the program ends first; with all that it said.
   */
  untilSaid(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends it kindly, after a while hard; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * As programs in service are. Linux shares processor time out between sessions first (autogroup), and a
 * browser always has its own: what shared one with the bench would compete on other terms.
 */
export const IN_A_SESSION_OF_ITS_OWN = { detached: true } as const;

const PATIENCE_MS = 12_000;

export function startChild(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(...onAvatarCores(program, args), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...IN_A_SESSION_OF_ITS_OWN,
  });
  const endToo = () => void child.kill('SIGTERM');
  process.once('exit', endToo);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('said');
    });
  }
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    pid: child.pid!,
    async untilSaid(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`${program} ended before it said ${pattern}:\n${output}`);
        await Promise.race([once(child, 'said'), gone]);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await gone;
      clearTimeout(timer);
      process.off('exit', endToo);
    },
  };
}
