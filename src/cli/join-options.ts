import {
  ATTRIBUTE_PUBLISH_ON_BEHALF,
  avatarOptionsSchema,
  DEFAULT_AVATAR_IDENTITY,
  firstProblem,
  launchRequestSchema,
  type PageOptions,
} from '../protocol/index.ts';
import { giveFiles, type GivenFiles } from './given-file.ts';
import { UsageError } from './usage-error.ts';

/** What the command line of `join` says. */
export interface JoinFlags {
  readonly url: string;
  readonly token?: string;
  readonly room?: string;
  readonly identity?: string;
  readonly controller?: string;
  readonly controllerTimeout?: string;
  readonly headed: boolean;
  readonly [option: string]: unknown;
}

/**
 * Checks the command line, and mints the token where only a room is given.
 *
 * @throws {UsageError} with one sentence about the first thing that is wrong.
 */
export async function readJoinOptions(
  flags: JoinFlags,
): Promise<PageOptions & Pick<GivenFiles, 'files'>> {
  const url = launchRequestSchema.shape.url.safeParse(flags.url);
  if (!url.success) throw new UsageError(firstProblem(url.error));
  const controllerTimeoutSec = flags.controllerTimeout;
  const parsed = avatarOptionsSchema.safeParse({
    ...flags,
    ...(controllerTimeoutSec === undefined ? {} : { controllerTimeoutSec }),
  });
  if (!parsed.success) throw new UsageError(firstProblem(parsed.error));
  const { page, files } = giveFiles(parsed.data);
  const token = flags.token || (await mintToken(flags));
  // Who opens a window wants to see what goes on.
  const debug = flags.headed ? { debug: '' } : {};
  return { ...parsed.data, ...page, ...debug, url: flags.url, token, files };
}

async function mintToken({
  room,
  identity = DEFAULT_AVATAR_IDENTITY,
  controller,
}: JoinFlags): Promise<string> {
  const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = process.env;
  if (room === undefined || !key || !secret) {
    throw new UsageError(
      'token is missing: give --token (or LIVEKIT_TOKEN), or --room with LIVEKIT_API_KEY and LIVEKIT_API_SECRET set.',
    );
  }
  const { AccessToken } = await import('livekit-server-sdk');
  const token = new AccessToken(key, secret, {
    identity,
    attributes: controller === undefined ? {} : { [ATTRIBUTE_PUBLISH_ON_BEHALF]: controller },
  });
  token.kind = 'agent';
  token.addGrant({
    roomJoin: true,
    room,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
  });
  return token.toJwt();
}
