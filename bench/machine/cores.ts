import { execFileSync } from 'node:child_process';
import os from 'node:os';

let avatarCores: readonly number[] = [];

/**
 * From now on avatars run on these cores alone, and the bench with its server on the others: so a large machine shows what a
 * small one holds, whatever agents and users take. Call it before anything is started. Linux only.
 *
 * @throws when no core would be left for the bench, or `taskset` refuses.
 */
export function keepAvatarsOn(cores: readonly number[]): void {
  const all = Array.from({ length: os.cpus().length }, (_, core) => core);
  const rest = all.filter((core) => !cores.includes(core));
  if (cores.some((core) => !all.includes(core)) || rest.length === 0)
    throw new Error(
      `Cores ${cores.join(', ')} can't be the avatars': this machine has 0 to ${all.length - 1}, and the bench wants one too.`,
    );
  execFileSync('taskset', ['-acp', rest.join(','), String(process.pid)]);
  avatarCores = cores;
}

/** The command that runs a program where avatars run. */
export function onAvatarCores(program: string, args: readonly string[]): [string, string[]] {
  if (avatarCores.length === 0) return [program, [...args]];
  return ['taskset', ['-c', avatarCores.join(','), program, ...args]];
}

/** For people; empty where avatars run wherever they like. */
export function describeCores(): string {
  return avatarCores.length === 0 ? '' : ` (avatars on ${avatarCores.join(', ')} alone)`;
}
