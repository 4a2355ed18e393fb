import { RpcError, type Room } from '@livekit/rtc-node';
import { RPC_BAD_REQUEST, type RPC_EXPRESS, type RPC_GESTURE } from '../../protocol/index.ts';
import { AvatarError } from '../avatar-error.ts';

/** A mood that comes later than this belongs to nothing any more. */
const TIMEOUT_MS = 5_000;

/**
 * Has an avatar do something with its face. Returns when it has begun.
 *
 * @throws {AvatarError} `cannot_act`, in the avatar's own words when it has any.
 */
export async function act(
  room: Room,
  destinationIdentity: string,
  method: typeof RPC_EXPRESS | typeof RPC_GESTURE,
  request: object,
): Promise<void> {
  const payload = JSON.stringify(request);
  try {
    await room.localParticipant!.performRpc({
      destinationIdentity,
      method,
      payload,
      responseTimeout: TIMEOUT_MS,
    });
  } catch (cause) {
    throw AvatarError.cannotAct(inWords(cause, destinationIdentity), cause);
  }
}

function inWords(cause: unknown, identity: string): string {
  if (!(cause instanceof RpcError)) return String(cause);
  const answered = (cause.code as number) === RPC_BAD_REQUEST;
  return answered ? cause.message : `The avatar “${identity}” can’t do that: ${cause.message}.`;
}
