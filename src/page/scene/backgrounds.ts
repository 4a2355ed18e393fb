import { Color } from 'three';
import { PageError } from '../room/index.ts';

/** Plain colours that flatter a face; soft gradients come with the portrait presets. */
const PRESETS: Readonly<Record<string, string>> = {
  studio: '#c9d3da',
  night: '#1d2430',
  warm: '#d9cdbf',
  sage: '#b9c5b6',
  white: '#f4f5f6',
};

/**
 * Reads the option `background`.
 *
 * @throws {PageError} naming the presets.
 */
export function parseBackground(text = 'studio'): Color {
  const value = PRESETS[text] ?? (/^#?[\da-f]{6}$/i.test(text) ? `#${text.replace('#', '')}` : '');
  if (value === '') {
    throw new PageError(
      'bad_options',
      `background is ${JSON.stringify(text)}; choose ${Object.keys(PRESETS).join(', ')} or a colour such as #c9d3da.`,
    );
  }
  return new Color(value);
}
