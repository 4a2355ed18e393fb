/** Rejects with the signal's reason once it is aborted: to race what knows no signals. */
export function aborted(signal: AbortSignal): Promise<never> {
  const rejects = new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  // Nobody may be racing any more.
  rejects.catch(() => undefined);
  return rejects;
}
