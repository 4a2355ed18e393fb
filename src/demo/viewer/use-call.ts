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
/** A connection that is back within this time was not worth a word. */
const HICCUP_MS = 1_500;

/** Joins the demo's room, and again whenever it has been away. */
export function useCall(room: Room): Call {
  const [call, setCall] = useState<Call>({ phase: 'joining' });
  useEffect(() => {
    const abort = new AbortController();
    const stopWatching = watchConnection(room, setCall);
    void keepJoining(room, setCall, abort.signal);
    return () => {
      abort.abort();
      stopWatching();
      void room.disconnect();
    };
  }, [room]);
  return call;
}

/** Tells of an outage while LiveKit's client still tries to get over it by itself. */
function watchConnection(room: Room, report: (call: Call) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onLost = () => {
    timer ??= setTimeout(() => report({ phase: 'down', why: 'server-away' }), HICCUP_MS);
  };
  const onBack = () => {
    clearTimeout(timer);
    timer = undefined;
    report({ phase: 'joined' });
  };
  const onOver = () => clearTimeout(timer);
  room.on(RoomEvent.SignalReconnecting, onLost).on(RoomEvent.Reconnecting, onLost);
  room.on(RoomEvent.Reconnected, onBack).on(RoomEvent.Disconnected, onOver);
  return () => {
    onOver();
    room.off(RoomEvent.SignalReconnecting, onLost).off(RoomEvent.Reconnecting, onLost);
    room.off(RoomEvent.Reconnected, onBack).off(RoomEvent.Disconnected, onOver);
  };
}

async function keepJoining(
  room: Room,
  report: (call: Call) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const why = await joinOnce(room, () => report({ phase: 'joined' }), signal);
    if (signal.aborted) return;
    report({ phase: 'down', why });
    // Two pages that take each other's place would go on for ever.
    if (why === 'elsewhere') return;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** One call, from joining to its end; resolves with what ended it. */
async function joinOnce(room: Room, onJoined: () => void, signal: AbortSignal): Promise<Outage> {
  const ticket = await fetchTicket(signal).catch(() => undefined);
  if (!ticket || signal.aborted) return 'demo-away';
  const ended = new Promise<Outage>((resolve) => {
    room.once(RoomEvent.Disconnected, (reason) => resolve(OUTAGES.get(reason) ?? 'server-away'));
  });
  try {
    await room.connect(ticket.url, ticket.token);
  } catch {
    return 'server-away';
  }
  onJoined();
  return await ended;
}

const OUTAGES: ReadonlyMap<DisconnectReason | undefined, Outage> = new Map([
  [DisconnectReason.ROOM_DELETED, 'ended'],
  [DisconnectReason.ROOM_CLOSED, 'ended'],
  [DisconnectReason.PARTICIPANT_REMOVED, 'ended'],
  [DisconnectReason.DUPLICATE_IDENTITY, 'elsewhere'],
]);
