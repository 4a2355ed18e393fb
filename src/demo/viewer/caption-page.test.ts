import { describe, expect, it } from 'vitest';
import { captionPage } from './caption-page.ts';

const SPEECH =
  'Hello! I am glad that you are here. Every word of mine arrives as plain sound and my lips ' +
  'follow it as you hear it, which is harder than it looks. Yes? Then let us begin.';

/** The page after every word, as a viewer sees them. */
function pagesOf(text: string): string[] {
  const words = text.split(' ');
  return words.map((_, index) => captionPage(words.slice(0, index + 1).join(' ')));
}

describe('captionPage', () => {
  it('only grows until the page is turned', () => {
    let before = '';
    for (const page of pagesOf(SPEECH)) {
      expect(page.startsWith(before) || !page.includes(' ')).toBe(true);
      before = page;
    }
  });

  it('shows every word', () => {
    const shown = pagesOf(SPEECH).map((page) => page.split(' ').at(-1));
    expect(shown.join(' ')).toBe(SPEECH);
  });

  it('turns at the end of a sentence, and before a page is too long', () => {
    const pages = pagesOf(SPEECH);
    expect(pages).toContain('Hello! I am glad that you are here.');
    expect(pages).toContain('Every');
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(84);
  });

  it('shows a word that is longer than a page, and nothing for nothing', () => {
    expect(captionPage(`Look: ${'x'.repeat(200)}`)).toBe('x'.repeat(200));
    expect(captionPage('  ')).toBe('');
  });
});
