import { DisconnectReason } from 'livekit-client';
import type { EndReason, FailReason } from '../../protocol/index.ts';

/** How a session came to its end: in order, or not. */
export type Departure =
  | { readonly state: 'ended'; readonly reason: EndReason; readonly message: string }
  | { readonly state: 'failed'; readonly reason: FailReason; readonly message: string };

const ENDINGS: Readonly<Record<EndReason, string>> = {
  left: 'The avatar left the room.',
  removed: 'The avatar was removed from the room.',
  room_closed: 'The room was closed.',
  replaced: 'Another avatar joined under the same identity and took over.',
  controller_gone: 'The agent went away and did not come back.',
  controller_never_came: 'No agent came to speak through this avatar.',
};

/** An end in good order, with its words. */
export function ended(reason: EndReason): Departure {
  return { state: 'ended', reason, message: ENDINGS[reason] };
}

/** What a disconnect by the server, or the loss of it, means. */
export function departureOf(reason: DisconnectReason | undefined): Departure {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return ended('left');
    case DisconnectReason.DUPLICATE_IDENTITY:
      return ended('replaced');
    case DisconnectReason.PARTICIPANT_REMOVED:
      return ended('removed');
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
    case DisconnectReason.SERVER_SHUTDOWN:
      return ended('room_closed');
    default:
      return {
        state: 'failed',
        reason: 'connection_lost',
        message: `The connection to the server was lost (${DisconnectReason[reason ?? 0]}). Check the network and launch the avatar again.`,
      };
  }
}
