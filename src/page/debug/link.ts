import type { AvatarOptions } from '../../protocol/index.ts';

/**
 * The address that brings this state back. Never with a token: in a room, url and token have to be added.
 */
export function linkTo(base: string, options: AvatarOptions, settings: string): string {
  const { controller, avatar, width, height, fps, background, renderer } = options;
  const entries = Object.entries({ controller, avatar, width, height, fps, background, renderer });
  const parameters = new URLSearchParams(
    entries
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
  parameters.set('debug', settings);
  const address = new URL(base);
  address.search = '';
  address.hash = parameters.toString();
  return address.href;
}
