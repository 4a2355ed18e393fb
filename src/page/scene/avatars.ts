import { PageError } from '../room/index.ts';

/** The cast that comes with the page, in `public/avatars`. */
const CAST = ['mira', 'theo', 'amara', 'kenji'] as const;

/**
 * Where the model of an avatar is.
 *
 * @param name a name of the cast.
 * @throws {PageError} naming the cast.
 */
export function avatarAddress(name: string = CAST[0]): URL {
  if (!(CAST as readonly string[]).includes(name)) {
    throw new PageError(
      'bad_avatar',
      `avatar is ${JSON.stringify(name)}; choose ${CAST.join(', ')}.`,
    );
  }
  return new URL(`avatars/${name}.glb`, document.baseURI);
}
