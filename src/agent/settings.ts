import { type APIConnectOptions, DEFAULT_API_CONNECT_OPTIONS } from '@livekit/agents';
import { avatarOptionsSchema, DEFAULT_AVATAR_IDENTITY, firstProblem } from '../protocol/index.ts';
import type { AvatarOptions } from '../protocol/index.ts';
import { AvatarError } from './avatar-error.ts';
import type { AvatarState } from './avatar-state.ts';

const ON_LOST = ['relaunch', 'voice-only', 'shutdown'] as const;

/**
 * What to do when the avatar is gone, or never comes: `relaunch` launches a new one (three tries, then
 * it is `voice-only`), with `voice-only` the agent publishes its own sound from then on, and `shutdown`
 * shuts the job down, or closes the session where there is no job.
 */
export type OnLost = (typeof ON_LOST)[number];

export interface AvatarSessionOptions {
  /** Address of the dispatcher; else `MOUTHPIECE_URL`, else `http://127.0.0.1:8089`. */
  readonly dispatcherUrl?: string | undefined;
  /** The dispatcher's key; else `MOUTHPIECE_API_KEY`. Needed when the dispatcher has one. */
  readonly apiKey?: string | undefined;
  /** A name of the cast, or where a GLB or VRM is: see docs/avatars.md. */
  readonly avatar?: string | undefined;
  /** Identity of the avatar in the room; `avatar_worker` without. */
  readonly avatarParticipantIdentity?: string | undefined;
  /** Name of the avatar in the room; its identity without. */
  readonly avatarParticipantName?: string | undefined;
  /** Milliseconds from the launch until the avatar must be in the room; 30,000 without. */
  readonly joinTimeoutMs?: number | undefined;
  /** Milliseconds without a sign of life after which the avatar counts as gone; 10,000 without. */
  readonly lostTimeoutMs?: number | undefined;
  /** `relaunch` without. */
  readonly onLost?: OnLost | undefined;
  /** How often and how fast a dispatcher that does not answer is asked again. */
  readonly connOptions?: APIConnectOptions | undefined;
  /** Size of the picture, renderer and the like, as in the launch request. */
  readonly launchOptions?: Omit<AvatarOptions, 'avatar' | 'controller'> | undefined;
  /** Told every new state, and what led to it. */
  readonly onStateChanged?: ((state: AvatarState, cause?: AvatarError) => void) | undefined;
}

/** LiveKit's address and keys; each is taken from the environment when it is not given. */
export interface AvatarStartOptions {
  /** Else `LIVEKIT_URL`. */
  readonly livekitUrl?: string | undefined;
  /** Else `LIVEKIT_API_KEY`. */
  readonly livekitApiKey?: string | undefined;
  /** Else `LIVEKIT_API_SECRET`. */
  readonly livekitApiSecret?: string | undefined;
}

/** {@link AvatarSessionOptions} with nothing left open. */
export interface Settings {
  readonly dispatcherUrl: string;
  readonly apiKey: string | undefined;
  readonly identity: string;
  readonly participantName: string | undefined;
  readonly joinTimeoutMs: number;
  readonly lostTimeoutMs: number;
  readonly onLost: OnLost;
  readonly connOptions: APIConnectOptions;
  readonly avatarOptions: AvatarOptions;
}

export interface LivekitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

const DEFAULT_DISPATCHER_URL = 'http://127.0.0.1:8089';
/** As long as LiveKit's own plugins wait. */
const DEFAULT_JOIN_TIMEOUT_MS = 30_000;
const DEFAULT_LOST_TIMEOUT_MS = 10_000;

/** @throws {AvatarError} `configuration`. */
export function readSettings(options: AvatarSessionOptions): Settings {
  const parsed = avatarOptionsSchema.safeParse({
    ...options.launchOptions,
    avatar: options.avatar,
  });
  if (!parsed.success) throw wrong(firstProblem(parsed.error));
  return {
    dispatcherUrl: httpUrl(
      options.dispatcherUrl ?? (process.env['MOUTHPIECE_URL'] || DEFAULT_DISPATCHER_URL),
    ),
    apiKey: options.apiKey ?? (process.env['MOUTHPIECE_API_KEY'] || undefined),
    identity: named(options.avatarParticipantIdentity ?? DEFAULT_AVATAR_IDENTITY),
    participantName: options.avatarParticipantName,
    joinTimeoutMs: positive('joinTimeoutMs', options.joinTimeoutMs ?? DEFAULT_JOIN_TIMEOUT_MS),
    lostTimeoutMs: positive('lostTimeoutMs', options.lostTimeoutMs ?? DEFAULT_LOST_TIMEOUT_MS),
    onLost: known(options.onLost ?? 'relaunch'),
    connOptions: options.connOptions ?? DEFAULT_API_CONNECT_OPTIONS,
    avatarOptions: parsed.data,
  };
}

/** @throws {AvatarError} `configuration`, naming what is missing. */
export function readLivekitAccess(options: AvatarStartOptions): LivekitAccess {
  return {
    url: given('livekitUrl', 'LIVEKIT_URL', options.livekitUrl),
    apiKey: given('livekitApiKey', 'LIVEKIT_API_KEY', options.livekitApiKey),
    apiSecret: given('livekitApiSecret', 'LIVEKIT_API_SECRET', options.livekitApiSecret),
  };
}

function given(option: string, variable: string, value: string | undefined): string {
  const found = value || process.env[variable];
  if (found) return found;
  throw wrong(`${option} is missing: give it to start(), or set ${variable}`);
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text;
  throw wrong(
    `dispatcherUrl is ${JSON.stringify(text)}; give an address such as ${DEFAULT_DISPATCHER_URL}, or set MOUTHPIECE_URL`,
  );
}

function named(identity: string): string {
  if (identity.trim()) return identity;
  throw wrong(
    `avatarParticipantIdentity is ${JSON.stringify(identity)}; give a name that nobody else in the room has`,
  );
}

function known(onLost: OnLost): OnLost {
  if (ON_LOST.includes(onLost)) return onLost;
  throw wrong(`onLost is ${JSON.stringify(onLost)}; choose ${ON_LOST.join(', ')}`);
}

function positive(name: string, valueMs: number): number {
  if (Number.isFinite(valueMs) && valueMs > 0) return valueMs;
  throw wrong(`${name} is ${valueMs}; give a number of milliseconds above 0`);
}

function wrong(sentence: string): AvatarError {
  return new AvatarError('configuration', `${sentence}.`);
}
