import { RoomEvent, type Room } from '@livekit/rtc-node';
import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_AVATAR_IDENTITY } from '../../protocol/index.ts';
import type { News } from './conversation.ts';
import { LaunchError } from './launch-avatar.ts';

/** Pauses before each new try, in milliseconds. */
const BACK_OFF_MS = [500, 2_000, 5_000];

interface KeepOptions {
  readonly room: Room;
  readonly launch: () => Promise<void>;
  readonly news: News;
  /** The avatar is gone: nothing that was being said will ever be reported. */
  readonly onLost: () => void;
  readonly onGivenUp: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Launches the avatar, and launches it again whenever it leaves. Resolves when it is there for the
 * first time.
 *
 * @throws {LaunchError} when it could not be had in several tries.
 */
export async function keepAvatar(options: KeepOptions): Promise<void> {
  const { room, news, onLost, onGivenUp, signal } = options;
  await launchWithPatience(options);
  let isLaunching = false;
  room.on(RoomEvent.ParticipantDisconnected, ({ identity }) => {
    if (identity !== DEFAULT_AVATAR_IDENTITY || signal.aborted) return;
    onLost();
    if (isLaunching) return;
    isLaunching = true;
    news('The avatar left the room; launching a new one.');
    launchWithPatience(options)
      .then(() => news('The avatar is back.'))
      .catch((error: unknown) => onGivenUp(describe(error)))
      .finally(() => (isLaunching = false));
  });
}

async function launchWithPatience({ launch, news, signal }: KeepOptions): Promise<void> {
  for (const pauseMs of BACK_OFF_MS) {
    try {
      return await launch();
    } catch (error) {
      if (signal.aborted) throw error;
      news(`${describe(error)} Trying again in ${pauseMs / 1000} s.`);
      await delay(pauseMs, undefined, { signal });
    }
  }
  await launch();
}

function describe(error: unknown): string {
  const reason = error instanceof LaunchError ? error.message : String(error);
  return `The avatar could not be launched: ${reason.replace(/[^.?!]$/, '$&.')}`;
}
