import { avatarListSchema } from '../protocol/index.ts';

/**
 * Where the dispatcher opens the workbench on the avatar of a room: on the newest when one takes
 * over from another, on none while none is there.
 *
 * @param dispatcherUrl with a slash at the end.
 */
export async function findWorkbench(
  dispatcherUrl: string,
  roomName: string,
): Promise<URL | undefined> {
  const response = await fetch(new URL('avatars', dispatcherUrl)).catch(() => undefined);
  if (!response?.ok) return undefined;
  const { avatars } = avatarListSchema.parse(await response.json());
  const newest = avatars.findLast(({ room }) => room === roomName);
  return newest && new URL(`avatars/${newest.id}/debug`, dispatcherUrl);
}
