import { RpcError, type Room } from '@livekit/rtc-node';

/** Nobody offers this method, and everybody alive says so. */
const PING = 'mouthpiece.ping';

/** These come from the far end, or from the handler there: someone is alive. */
const ANSWERS: ReadonlySet<number> = new Set([
  RpcError.ErrorCode.UNSUPPORTED_METHOD,
  RpcError.ErrorCode.APPLICATION_ERROR,
]);

/** Whether a participant answered. Works with every LiveKit client; takes seconds when it is gone. */
export async function ping(room: Room, destinationIdentity: string): Promise<boolean> {
  try {
    await room.localParticipant!.performRpc({ destinationIdentity, method: PING, payload: '' });
    return true;
  } catch (error) {
    return error instanceof RpcError && ANSWERS.has(error.code as number);
  }
}
