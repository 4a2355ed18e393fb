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
  let stopped = false;
  let cancel = () => undefined as void;
  const turn = () => {
    cancel();
    const startMs = performance.now();
    dueMs += periodMs * (1 + Math.max(0, Math.floor((startMs - dueMs) / periodMs)));
    try {
      call();
    } finally {
      const endMs = performance.now();
      wait(dueMs - endMs, Math.max(PATIENCE * periodMs, SHARE_OF_OTHERS * (endMs - startMs)));
    }
  };
  const wait = (ms: number, patienceMs: number) => {
    if (!stopped) cancel = callAfter(Math.max(0, ms), patienceMs, turn);
  };
  wait(0, PATIENCE * periodMs);
  return () => {
    stopped = true;
    cancel();
  };
}

/**
 * Calls when its turn comes after `ms`; where others hold the thread for `patienceMs` more (minutes of speech that arrive at
 * once, for instance), before them. Always first, it would keep first words waiting (`docs/performance.md`).
 *
 * @returns the way to cancel it, to be called in any case.
 */
function callAfter(ms: number, patienceMs: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  if (!('scheduler' in globalThis)) return () => clearTimeout(timer);
  const late = new AbortController();
  const callLate = () => {
    try {
      call();
    } catch (error) {
      reportError(error);
    }
  };
  const delay = ms + patienceMs;
  // Rejects when it is cancelled, and with nothing else: a call that cancels itself would lose its error.
  scheduler
    .postTask(callLate, { priority: 'user-blocking', delay, signal: late.signal })
    .catch(() => undefined);
  return () => {
    clearTimeout(timer);
    late.abort();
  };
}
