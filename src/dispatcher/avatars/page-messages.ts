import type { Page } from 'playwright-core';

/** What an avatar page complains about. */
export interface PageMessage {
  readonly level: 'warning' | 'error';
  readonly text: string;
}

/** Passes on warnings and errors of the page's console, with the token left out. */
export function forwardMessages(
  page: Page,
  token: string,
  onMessage: (message: PageMessage) => void,
): void {
  const pass = (level: PageMessage['level'], text: string) =>
    onMessage({ level, text: text.replaceAll(token, '…') });
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') pass(type, message.text());
  });
  page.on('pageerror', (error) => pass('error', error.stack ?? error.message));
}
