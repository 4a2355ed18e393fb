/**
 * Calls back at an even rate. What comes late does not shift the beat, and what a stall has missed is left out.
 * `setInterval` counts in whole milliseconds and would call 101 times where 100 are due, the odd one out a gap in the picture every
 * 3.3 seconds.
 *
 * @returns the way to stop it.
 */
export function every(periodMs: number, call: () => void): () => void {
  const after = createTimer();
  let dueMs = performance.now();
  const turn = () => {
    const nowMs = performance.now();
    dueMs += periodMs * (1 + Math.max(0, Math.floor((nowMs - dueMs) / periodMs)));
    after.set(turn, dueMs - nowMs);
    call();
  };
  after.set(turn, 0);
  return after.stop;
}

interface Timer {
  set(call: () => void, ms: number): void;
  readonly stop: () => void;
}

/** One that goes before what else waits for the thread, a flood of speech for instance, where the browser can do that. */
function createTimer(): Timer {
  if (!('scheduler' in globalThis)) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      set: (call, ms) => void (timer = setTimeout(call, ms)),
      stop: () => clearTimeout(timer),
    };
  }
  const control = new TaskController({ priority: 'user-blocking' });
  const { signal } = control;
  return {
    set: (call, delay) =>
      void scheduler.postTask(call, { signal, delay }).catch((error: unknown) => {
        if (!signal.aborted) reportError(error);
      }),
    stop: () => control.abort(),
  };
}
