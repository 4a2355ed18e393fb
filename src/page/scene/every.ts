import { Overdue } from './overdue.ts';

/** So many periods late, a call goes before all else that waits for the thread … */
const PATIENCE = 2;
/** … but what waits has the thread for so many times as long as the calls themselves. */
const SHARE_OF_OTHERS = 2;

/**
 * Calls back at an even rate. What comes late does not shift the beat, and what a stall has missed is left out.
 * `setInterval` counts in whole milliseconds and would call 101 times where 100 are due, the odd one out a gap in the picture every
 * 3.3 seconds.
 *
 * @returns the way to stop it.
 */
export function every(periodMs: number, call: () => void): () => void {
  let dueMs = performance.now();
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  const turn = () => {
    clearTimeout(timer);
    const startMs = performance.now();
    dueMs += periodMs * (1 + Math.max(0, Math.floor((startMs - dueMs) / periodMs)));
    try {
      call();
    } finally {
      if (!stopped) wait(SHARE_OF_OTHERS * (performance.now() - startMs));
    }
  };
  // Others may hold the thread, with minutes of speech that arrive at once for instance. A call that always went first would keep
  // first words waiting (`docs/performance.md`).
  const overdue = new Overdue(turn);
  const wait = (othersMs: number) => {
    const [nowMs, patienceMs] = [performance.now(), Math.max(PATIENCE * periodMs, othersMs)];
    timer = setTimeout(turn, Math.max(0, dueMs - nowMs));
    overdue.putOff(Math.max(dueMs, nowMs) + patienceMs);
  };
  wait(0);
  return () => {
    stopped = true;
    clearTimeout(timer);
    overdue.stop();
  };
}
