const HEARTBEAT_MS = 10_000;

/**
 * Says on stderr that something slow is under way, how long it has taken so far, and how it ended.
 *
 * @param what what is done, as in "Building livekit-server".
 */
export async function showProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startMs = performance.now();
  const elapsed = () => `${((performance.now() - startMs) / 1000).toFixed(0)} s`;
  say(`${what} …`);
  const heartbeat = setInterval(() => say(`  … ${what}: ${elapsed()} so far`), HEARTBEAT_MS);
  try {
    const result = await work();
    say(`${what}: done in ${elapsed()}.`);
    return result;
  } catch (error) {
    say(`${what}: did not work out (${elapsed()}).`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
