import { spawn } from 'node:child_process';

/**
 * Ends a process when ours is gone, however it went: a shell waits on a pipe from us, which the
 * system closes even when we are killed. Windows has no such shell; there a killed parent leaves
 * the process behind.
 *
 * @returns takes the guard away, to be called once the process has ended.
 */
export function guardProcess(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  // `read` returns when the pipe is closed. Its own session keeps Ctrl-C from ending it too early.
  const guard = spawn('/bin/sh', ['-c', 'read _; kill -9 "$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void }).unref?.();
  return () => guard.kill('SIGKILL');
}
