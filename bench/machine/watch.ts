import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { findTree, readPssMiB, takeSnapshot, type Snapshot } from './process-table.ts';
import { MachineLog } from './usage.ts';

/** Looks at the machine's processes from a thread of its own. */
export interface Watch {
  stop(): Promise<MachineLog>;
}

export function watchMachine(): Watch {
  const worker = new Worker(new URL('sampler.worker.ts', import.meta.url));
  return {
    async stop() {
      const answer = once(worker, 'message') as Promise<[Snapshot[]]>;
      worker.postMessage('stop');
      return new MachineLog((await answer)[0]);
    },
  };
}

/** Memory of process trees. Slow, and stops the processes for a moment: not while measuring. */
export function measurePssMiB(roots: readonly number[]): number {
  const { processes } = takeSnapshot();
  const pids = roots.flatMap((root) => [...findTree(root, processes)]);
  return pids.reduce((sum, pid) => sum + readPssMiB(pid), 0);
}
