import { randomUUID } from 'node:crypto';

/** A room that nobody has been in. */
export function newRoomName(): string {
  return `bench-${randomUUID().slice(0, 8)}`;
}
