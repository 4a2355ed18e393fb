/**
 * Starts a browser in its sandbox wherever that works.
 *
 * @param warn told in a sentence when it doesn't.
 */
export async function startSandboxed<Browser>(
  start: (sandbox: boolean) => Promise<Browser>,
  warn: (message: string) => void,
): Promise<Browser> {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    warn(
      'The browser runs without its sandbox: it has none for root. Run as another user to have it.',
    );
    return start(false);
  }
  try {
    return await start(true);
  } catch (error) {
    if (!/sandbox/i.test(String(error))) throw error;
    warn(
      'The browser runs without its sandbox: this system (a container?) forbids user namespaces.',
    );
    return start(false);
  }
}
