import { CAST } from '../../protocol/index.ts';
import { PageError } from '../room/index.ts';
import { fileAddress, type FileRules } from './file-address.ts';

/** In `public`. */
const FOLDER = 'avatars/';

/** Whom to show, and where the model is. */
export interface AvatarSource {
  readonly address: URL;
  /** One of our own: what draws it is known before it is loaded. */
  readonly ours: boolean;
}

/**
 * Where the model of an avatar is.
 *
 * @param name a name of the cast; a file beside it (`bob.glb`, `sue.vrm`); an https address.
 * @throws {PageError} naming the cast, or saying what may be fetched.
 */
export function avatarSource(name: string = CAST[0], rules: FileRules): AvatarSource {
  if ((CAST as readonly string[]).includes(name)) {
    return { address: new URL(`${FOLDER}${name}.glb`, rules.base), ours: true };
  }
  if (!/[./:]/.test(name)) {
    throw new PageError(
      'bad_avatar',
      `avatar is ${JSON.stringify(name)}; choose ${CAST.join(', ')}, or give a GLB or VRM file.`,
    );
  }
  return { address: fileAddress('avatar', name, FOLDER, rules), ours: false };
}
