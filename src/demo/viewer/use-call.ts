import { DisconnectReason, Room, RoomEvent } from 'livekit-client';
import { useEffect, useState } from 'react';
import { fetchTicket } from './fetch-ticket.ts';

/** How the call stands. */
export type Call =
  | { readonly phase: 'joining' }
  | { readonly phase: 'joined' }
  | { readonly phase: 'down'; readonly why: Outage };

/** What keeps the call from being. `elsewhere`: this page's place was taken. */
export type Outage = 'demo-away' | 'server-away' | 'ended' | 'elsewhere';

/** A demo that is started again is found again within this time. */
const RETRY_MS = 3_000;

/** Joins the demo's room, and again whenever it has been away. */
export function useCall(room: Room): Call {
  const [call, setCall] = useState<Call>({ phase: 'joining' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    const goDown = (why: Outage) => !abort.signal.aborted && setCall({ phase: 'down', why });
    const onDisconnected = (reason?: DisconnectReason) => goDown(outageOf(reason));
    const join = async () => {
      const ticket = await fetchTicket(abort.signal).catch(() => goDown('demo-away'));
      if (!ticket || abort.signal.aborted) return;
      await room.connect(ticket.url, ticket.token).then(
        () => setCall({ phase: 'joined' }),
        () => goDown('server-away'),
      );
    };
    room.on(RoomEvent.Disconnected, onDisconnected);
    void join();
    return () => {
      abort.abort();
      room.off(RoomEvent.Disconnected, onDisconnected);
      void room.disconnect();
    };
  }, [room, attempt]);

  const isRetrying = call.phase === 'down' && call.why !== 'elsewhere';
  useEffect(() => {
    if (!isRetrying) return undefined;
    const timer = setTimeout(() => setAttempt((count) => count + 1), RETRY_MS);
    return () => clearTimeout(timer);
  }, [isRetrying, attempt]);

  return call;
}

function outageOf(reason: DisconnectReason | undefined): Outage {
  switch (reason) {
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'ended';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'elsewhere';
    default:
      return 'server-away';
  }
}
