import { describe, expect, it } from 'vitest';
import type { Snapshot } from './process-table.ts';
import { MachineLog } from './usage.ts';

/** Process 10 with its child 11 in it, 20 a stranger. */
function snapshot(sec: number, own: number, child: number | undefined, busy: number): Snapshot {
  const processes = new Map([
    [1, { parent: 0, cpuSec: 0 }],
    [10, { parent: 1, cpuSec: own }],
    [20, { parent: 1, cpuSec: 99 }],
  ]);
  if (child !== undefined) processes.set(11, { parent: 10, cpuSec: child });
  return { atMs: performance.timeOrigin + sec * 1000, busySec: busy, processes };
}

describe('a machine log', () => {
  const log = new MachineLog([
    snapshot(0, 5, undefined, 100),
    snapshot(1, 5.5, 0.25, 101),
    snapshot(2, 6, 0.5, 103),
  ]);

  it('counts a process and those it has started since', () => {
    expect(log.cpuPercent(10, 0, 2000)).toBeCloseTo(75);
    expect(log.cpuPercent(11, 0, 2000)).toBeCloseTo(25);
  });

  it('takes all that is not the bench for the work of others', () => {
    expect(log.othersPercent(0, 2000)).toBeCloseTo(150);
  });

  it('says nothing about a span it hardly saw', () => {
    expect(log.cpuPercent(10, 900, 1100)).toBeNaN();
  });
});
