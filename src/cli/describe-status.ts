import type { PageStatus } from '../protocol/index.ts';

/** What an avatar's status means, in a line for the terminal. */
export function describeStatus(status: PageStatus, url: string): string {
  switch (status.state) {
    case 'connecting':
      return `Connecting to ${url} …`;
    case 'waiting': {
      const { width, height, fps, renderer, reason } = status.picture;
      const picture = `${width}x${height} at ${fps} fps, drawn by ${renderer} (${reason})`;
      return `In the room ${status.room} as ${status.identity}: ${picture}. Waiting for the agent …`;
    }
    case 'live':
      return `Live: the avatar speaks for ${status.controller}.`;
    case 'ended':
    case 'failed':
      return status.message;
  }
}
