import type { Page } from 'playwright-core';

/** What an avatar page complains about. */
export interface PageMessage {
  readonly level: 'warning' | 'error';
  readonly text: string;
}

/** More different messages than this, and counting starts anew. */
const MAX_KNOWN = 1_000;

/**
 * Passes on warnings and errors of the page's console, with the token left out. What is said again
 * and again, thirty times a second perhaps, is passed on the 1st, 10th, 100th … time.
 */
export function forwardMessages(
  page: Page,
  token: string,
  onMessage: (message: PageMessage) => void,
): void {
  const times = new Map<string, number>();
  const pass = (level: PageMessage['level'], said: string) => {
    const text = said.replaceAll(token, '…');
    const count = (times.get(text) ?? 0) + 1;
    if (times.size > MAX_KNOWN) times.clear();
    times.set(text, count);
    if (!isPowerOfTen(count)) return;
    onMessage({ level, text: count === 1 ? text : `${text} (${count} times)` });
  };
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') pass(type, message.text());
  });
  page.on('pageerror', (error) => pass('error', error.stack ?? error.message));
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count));
}
