/** Two lines on a phone, one to two on a desktop. */
const MAX_CHARACTERS = 84;

/** Ends a sentence, with what may close it. */
const SENTENCE_END = /[.!?…]["”’)]*$/;
/** A page this full is not begun anew with a short next sentence. */
const FULL_ENOUGH = 30;

/**
 * The part of a growing text that is shown as caption: pages are turned at sentence ends, else
 * between words, so that what is shown only grows until it is replaced.
 */
export function captionPage(text: string): string {
  let page = '';
  for (const word of text.trim().split(/\s+/)) {
    const isFull = page.length + 1 + word.length > MAX_CHARACTERS;
    const isSaid = page.length >= FULL_ENOUGH && SENTENCE_END.test(page);
    page = page === '' || isFull || isSaid ? word : `${page} ${word}`;
  }
  return page;
}
