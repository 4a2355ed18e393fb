import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of this length, whatever the kernel's own are. */
const TICK_SEC = 0.01;

/** What all processes had used of the processors at one moment. */
export interface Snapshot {
  /** Of the clock that `performance.timeOrigin + performance.now()` reads, in milliseconds. */
  readonly atMs: number;
  /** Busy seconds of all processors together, what others took of a virtual machine included. */
  readonly busySec: number;
  readonly processes: ReadonlyMap<number, Usage>;
}

interface Usage {
  readonly parent: number;
  readonly cpuSec: number;
}

/** Reads `/proc`; Linux only. */
export function takeSnapshot(): Snapshot {
  const processes = new Map<number, Usage>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const usage = readUsage(name);
    if (usage) processes.set(Number(name), usage);
  }
  return {
    atMs: performance.timeOrigin + performance.now(),
    busySec: readBusySec(),
    processes,
  };
}

/** Memory of a process, shared pages divided by those who share them; 0 when it is gone. */
export function readPssMiB(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** A process and all that it started, and they in turn. */
export function findTree(root: number, processes: Snapshot['processes']): Set<number> {
  const children = Map.groupBy(processes.keys(), (pid) => processes.get(pid)!.parent);
  const tree = new Set<number>();
  const waiting = processes.has(root) ? [root] : [];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    tree.add(pid);
    waiting.push(...(children.get(pid) ?? []));
  }
  return tree;
}

function readUsage(pid: string): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { parent: Number(fields[1]), cpuSec: ticks * TICK_SEC };
  } catch {
    return undefined;
  }
}

function readBusySec(): number {
  const line = readFileSync('/proc/stat', 'utf8').split('\n')[0]!;
  const [user, nice, system, , , irq, softirq, steal] = line.split(/\s+/).slice(1).map(Number);
  return (user! + nice! + system! + irq! + softirq! + steal!) * TICK_SEC;
}
