import type { BrowserPage, PageMessage } from '../programs/index.ts';

/** More different messages than this, and counting starts anew. */
const MAX_KNOWN = 1_000;

/**
 * Passes on what the page complains about, with the token left out. What is said again
 * and again, thirty times a second perhaps, is passed on the 1st, 10th, 100th … time.
 */
export function forwardMessages(
  page: BrowserPage,
  token: string,
  onMessage: (message: PageMessage) => void,
): void {
  const times = new Map<string, number>();
  page.onMessage = ({ level, text: said }) => {
    const text = said.replaceAll(token, '…');
    const count = (times.get(text) ?? 0) + 1;
    if (times.size > MAX_KNOWN) times.clear();
    times.set(text, count);
    if (!isPowerOfTen(count)) return;
    onMessage({ level, text: count === 1 ? text : `${text} (${count} times)` });
  };
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count));
}
