import { findTree, type Snapshot } from './process-table.ts';

/** Who used how much of the processors between two moments. 100 % is one core. */
export class MachineLog {
  readonly #snapshots: readonly Snapshot[];

  constructor(snapshots: readonly Snapshot[]) {
    this.#snapshots = snapshots;
  }

  /**
   * A process and all its descendants, from `startMs` to `endMs` of `performance.now()`; NaN when
   * that is too short to tell.
   */
  cpuPercent(root: number, startMs: number, endMs: number): number {
    const part = this.#between(startMs, endMs);
    let usedSec = 0;
    for (let i = 1; i < part.length; i++) usedSec += treeSec(root, part[i - 1]!, part[i]!);
    return (100 * usedSec) / lengthSec(part);
  }

  /** All that was neither this bench nor what it started. */
  othersPercent(startMs: number, endMs: number): number {
    const part = this.#between(startMs, endMs);
    const busySec = (part.at(-1)?.busySec ?? NaN) - (part[0]?.busySec ?? NaN);
    const percent = (100 * busySec) / lengthSec(part);
    return Math.max(0, percent - this.cpuPercent(process.pid, startMs, endMs));
  }

  #between(startMs: number, endMs: number): Snapshot[] {
    const origin = performance.timeOrigin;
    return this.#snapshots.filter(({ atMs }) => atMs - origin >= startMs && atMs - origin <= endMs);
  }
}

/** A process that is new has used all it has in between; one that is gone is lost since the last look. */
function treeSec(root: number, before: Snapshot, after: Snapshot): number {
  let sum = 0;
  for (const pid of findTree(root, after.processes)) {
    sum += after.processes.get(pid)!.cpuSec - (before.processes.get(pid)?.cpuSec ?? 0);
  }
  return sum;
}

function lengthSec(part: readonly Snapshot[]): number {
  if (part.length < 3) return NaN;
  return (part.at(-1)!.atMs - part[0]!.atMs) / 1000;
}
