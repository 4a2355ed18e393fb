import type { FailReason, PageStatus } from '../../protocol/index.ts';

/** What a screen says. */
export interface Words {
  readonly title: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

const ADVICE: Readonly<Record<FailReason, string>> = {
  bad_options:
    'Open this page as /#url=wss://…&token=… with the address of a LiveKit server and the avatar’s token. The dispatcher (npx mouthpiece serve) and npx mouthpiece join do this for you.',
  bad_token: 'Mint a new token for the avatar and open the page again with it.',
  token_refused:
    'Check that key and secret belong to this server, then open the page with a new token.',
  unreachable: 'Start the server or correct the address, then open the page again.',
  not_livekit: 'Correct the address, then open the page again.',
  unsupported_browser: 'Open the page in a current Chrome, Edge or Chromium.',
  bad_avatar: 'Choose another avatar, then open the page again.',
  publish_failed: 'Mint a new token for the avatar and open the page again with it.',
  connection_lost: 'When the network is back, launch the avatar again.',
  internal: 'Open the page again; if it stays, report it with what the console says.',
};

/** The words for a status. */
export function wordsFor(status: PageStatus): Words {
  switch (status.state) {
    case 'connecting':
      return { title: 'Connecting', message: 'Joining the room and getting the head ready.' };
    case 'waiting':
      return {
        title: 'Waiting for the agent',
        message: `In room “${status.room}” as “${status.identity}”. The agent that speaks through this avatar is not here yet.`,
      };
    case 'live':
      return {
        title: 'Live',
        message: `“${status.controller}” speaks through this avatar in room “${status.room}”.`,
      };
    case 'ended':
      return {
        title: 'Ended',
        message: status.message,
        advice: 'Nothing is left running here. You can close this tab.',
      };
    case 'failed':
      return { title: 'That didn’t work', message: status.message, advice: ADVICE[status.reason] };
  }
}
