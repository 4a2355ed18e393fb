/** Where a character of the cast is served. */
export function addressOf(character: string): URL {
  return new URL(`/avatars/${character}.glb`, location.href);
}
