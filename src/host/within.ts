/**
 * Waits for work to end, well or badly, but no longer than `timeoutMs`.
 *
 * @returns whether it ended in time and well.
 */
export async function within(
  timeoutMs: number,
  work: Promise<unknown> | undefined,
): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => timeout.resolve(false), timeoutMs);
  const ended = Promise.resolve(work).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([ended, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
