import { readdirSync, readFileSync } from 'node:fs';
import { findTree, takeSnapshot } from '../machine/process-table.ts';

const TICK_SEC = 0.01;

/** Seconds of processor time by thread, as `process/thread`, over all threads of that name. */
export type ThreadTimes = ReadonlyMap<string, number>;

/** What the threads of process trees have used so far. Linux only. */
export function readThreadTimes(roots: readonly number[]): ThreadTimes {
  const { processes } = takeSnapshot();
  const times = new Map<string, number>();
  for (const pid of roots.flatMap((root) => [...findTree(root, processes)])) {
    for (const [name, sec] of readProcess(pid)) times.set(name, (times.get(name) ?? 0) + sec);
  }
  return times;
}

/** Per cent of one core by thread, the greatest first. */
export function shareOf(before: ThreadTimes, after: ThreadTimes, sec: number): [string, number][] {
  return [...after]
    .map(([name, used]): [string, number] => [name, ((used - (before.get(name) ?? 0)) / sec) * 100])
    .toSorted(([, a], [, b]) => b - a);
}

function readProcess(pid: number): [string, number][] {
  try {
    const role = roleOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    return readdirSync(`/proc/${pid}/task`).map((tid) => {
      const stat = readFileSync(`/proc/${pid}/task/${tid}/stat`, 'utf8');
      // The name stands in brackets and may hold anything.
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const main = tid === String(pid);
      return [
        `${role}/${main ? 'main' : name}`,
        (Number(fields[11]) + Number(fields[12])) * TICK_SEC,
      ];
    });
  } catch {
    return [];
  }
}

/** What a process is for: Chromium says it in its command line. */
function roleOf(commandLine: string): string {
  const args = commandLine.split('\0');
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1];
  const kind = /--utility-sub-type=[\w.]*?(\w+)[\s\0]/.exec(commandLine)?.[1];
  if (type) return kind ?? type;
  return args[0]?.includes('chrom') ? 'browser' : (args[0]?.split('/').pop() ?? '?');
}
