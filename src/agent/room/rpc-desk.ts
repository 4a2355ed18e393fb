import type { LocalParticipant, Room, RpcInvocationData } from '@livekit/rtc-node';
import { RPC_PLAYBACK_FINISHED, RPC_PLAYBACK_STARTED } from '../../protocol/index.ts';

/** What an avatar reports, payload as it came. */
export interface ReportHandlers {
  onStarted(): void;
  onFinished(payload: string): void;
}

/** Who waits for whose reports, in each room of this process: handlers belong to a room, not to us. */
const desks = new WeakMap<LocalParticipant, Map<string, ReportHandlers>>();

/**
 * Receives the playback reports of one avatar.
 *
 * @returns ends that. With the last one, the room's handlers are taken back too.
 */
export function receiveReports(room: Room, avatar: string, handlers: ReportHandlers): () => void {
  const local = room.localParticipant!;
  const desk = desks.get(local) ?? openDesk(local);
  desk.set(avatar, handlers);
  return () => {
    if (desk.get(avatar) !== handlers) return;
    desk.delete(avatar);
    if (desk.size === 0) closeDesk(room, local);
  };
}

function openDesk(local: LocalParticipant): Map<string, ReportHandlers> {
  const desk = new Map<string, ReportHandlers>();
  desks.set(local, desk);
  local.registerRpcMethod(RPC_PLAYBACK_STARTED, (call) =>
    answer(desk, call, (handlers) => handlers.onStarted()),
  );
  local.registerRpcMethod(RPC_PLAYBACK_FINISHED, (call) =>
    answer(desk, call, (handlers) => handlers.onFinished(call.payload)),
  );
  return desk;
}

async function answer(
  desk: Map<string, ReportHandlers>,
  { callerIdentity }: RpcInvocationData,
  tell: (handlers: ReportHandlers) => void,
): Promise<string> {
  const handlers = desk.get(callerIdentity);
  if (!handlers) return 'reject';
  tell(handlers);
  return 'ok';
}

function closeDesk(room: Room, local: LocalParticipant): void {
  desks.delete(local);
  // With the room, the native side has let go of them already.
  if (!room.isConnected) return;
  local.unregisterRpcMethod(RPC_PLAYBACK_STARTED);
  local.unregisterRpcMethod(RPC_PLAYBACK_FINISHED);
}
