import { setTimeout as delay } from 'node:timers/promises';
import { takeSnapshot } from './process-table.ts';
import { MachineLog } from './usage.ts';

/** More work of others than this, in per cent of one core, and no figure can be trusted. */
export const TOLERATED_OTHERS_PERCENT = 20;

const LOOK_MS = 700;

/** Waits until others leave the machine alone, `patienceSec` at most. */
export async function waitForQuiet(patienceSec: number): Promise<void> {
  const endMs = performance.now() + patienceSec * 1000;
  while (performance.now() < endMs && (await othersNow()) > TOLERATED_OTHERS_PERCENT);
}

async function othersNow(): Promise<number> {
  const startMs = performance.now();
  const snapshots = [takeSnapshot()];
  for (let i = 0; i < 3; i++) {
    await delay(LOOK_MS);
    snapshots.push(takeSnapshot());
  }
  return new MachineLog(snapshots).othersPercent(startMs, performance.now());
}
