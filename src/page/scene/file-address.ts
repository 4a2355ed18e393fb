import { PageError } from '../room/index.ts';

/** Which files options may name. */
export interface FileRules {
  /** The page's own address; files beside it may always be fetched. */
  readonly base: URL;
  /** Other sites that whoever runs the page allows: `https://heads.example`. */
  readonly origins: readonly string[];
}

/**
 * The address of a file that an option names: relative to `folder` beside the page, or an https
 * address on an allowed site. A request to launch an avatar must not make the page fetch whatever
 * it can reach.
 *
 * @throws {PageError} saying what is allowed.
 */
export function fileAddress(
  option: 'avatar' | 'background',
  text: string,
  folder: string,
  { base, origins }: FileRules,
): URL {
  const reason = option === 'avatar' ? 'bad_avatar' : 'bad_options';
  const address = URL.parse(text, new URL(folder, base));
  if (address?.origin === base.origin && address.protocol === base.protocol) return address;
  if (address?.protocol !== 'https:') {
    throw new PageError(
      reason,
      `${option} is ${JSON.stringify(text)}; give a file beside the page, or an https address.`,
    );
  }
  if (origins.includes(address.origin)) return address;
  const allowed = origins.length === 0 ? 'no other site is' : `only ${origins.join(', ')} is`;
  throw new PageError(
    reason,
    `${option} is on ${address.origin}, and ${allowed} allowed besides the page’s own: add it to avatarOrigins (mouthpiece serve --avatar-origins ${address.origin}).`,
  );
}
