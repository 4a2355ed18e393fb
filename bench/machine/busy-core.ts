import { spawn } from 'node:child_process';
import { IN_A_SESSION_OF_ITS_OWN } from '../contenders/child.ts';
import { onAvatarCores } from './cores.ts';

/** Keeps one core busy, as another program of the same rank would. */
export function keepCoreBusy(): { stop(): void } {
  const child = spawn(...onAvatarCores(process.execPath, ['-e', 'for (;;);']), {
    stdio: 'ignore',
    ...IN_A_SESSION_OF_ITS_OWN,
  });
  const stop = () => void child.kill('SIGKILL');
  process.once('exit', stop);
  return {
    stop() {
      process.off('exit', stop);
      stop();
    },
  };
}
