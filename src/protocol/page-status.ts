import * as z from 'zod/mini';

/** Why an avatar left in good order. */
const END_REASONS = [
  'left',
  'removed',
  'room_closed',
  'replaced',
  'controller_gone',
  'controller_never_came',
] as const;

/** Why an avatar could not do its work. */
const FAIL_REASONS = [
  'bad_options',
  'bad_token',
  'token_refused',
  'unreachable',
  'not_livekit',
  'unsupported_browser',
  'bad_avatar',
  'publish_failed',
  'connection_lost',
  'internal',
] as const;

const present = {
  room: z.string(),
  identity: z.string(),
  /** How the picture is made, and why so. */
  picture: z.object({
    renderer: z.string(),
    reason: z.string(),
    width: z.number(),
    height: z.number(),
    fps: z.number(),
  }),
};

/**
 * What the avatar page says of itself, to the person before it and to the program that opened it.
 * From `waiting` on, it is in the room and both tracks are published.
 */
export const pageStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connecting') }),
  z.object({ state: z.literal('waiting'), ...present }),
  z.object({ state: z.literal('live'), controller: z.string(), ...present }),
  z.object({ state: z.literal('ended'), reason: z.enum(END_REASONS), message: z.string() }),
  z.object({ state: z.literal('failed'), reason: z.enum(FAIL_REASONS), message: z.string() }),
]);

export type PageStatus = z.infer<typeof pageStatusSchema>;
export type EndReason = (typeof END_REASONS)[number];
export type FailReason = (typeof FAIL_REASONS)[number];

/** Global function that a host program gives the page; the page calls it with every new status. */
export const HOST_REPORT_BINDING = 'mouthpieceReport';

/** Global function that a host program gives the page; a watched page calls it with lines of JSON. */
export const HOST_PROBE_BINDING = 'mouthpieceProbe';

/** Global that a host program sets to true when a person sees the page: it shows its picture then. */
export const HOST_WATCHED = 'mouthpieceWatched';

/** Global object that the page gives its host: `leave()` disconnects properly. */
export const PAGE_HANDLE = 'mouthpiece';

/** What stands behind {@link PAGE_HANDLE}. */
export interface PageHandle {
  readonly status: PageStatus;
  /** Leaves the room and resolves once the server knows. */
  leave(): Promise<void>;
  /**
   * Of a page that stands by: makes it live.
   *
   * @param address what its own address could have been.
   */
  readonly enter?: ((address: string) => void) | undefined;
  /** Tells all that happens to {@link HOST_PROBE_BINDING}, or stops that. */
  watch(on: boolean): Promise<void>;
}
