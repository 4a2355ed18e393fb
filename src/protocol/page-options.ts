import * as z from 'zod/mini';
import { firstProblem } from './problem.ts';

const number = (name: string, min: number, max: number) =>
  z.optional(
    z.pipe(
      z.union([z.number(), z.string()]),
      z.pipe(
        z.transform(Number),
        z.number(`${name} must be a number from ${min} to ${max}`).check(
          z.refine((value) => Number.isInteger(value) && value >= min && value <= max, {
            error: (issue) =>
              `${name} is ${String(issue.input)}; give a whole number from ${min} to ${max}`,
          }),
        ),
      ),
    ),
  );

const text = (name: string) => z.optional(z.string().check(z.minLength(1, `${name} is empty`)));

const flag = (name: string) =>
  z.optional(
    z.pipe(
      z.union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])], {
        error: (issue) => `${name} is ${JSON.stringify(issue.input)}; give true or false`,
      }),
      z.transform((value) => value === true || value === 'true' || value === '1' || value === ''),
    ),
  );

/** What may be chosen about an avatar, wherever it is launched from. */
export const avatarOptionFields = {
  /** Identity of the agent to obey; without it, see `protocol.md` on choosing the controller. */
  controller: text('controller'),
  /** A name of the cast, or where a GLB or VRM is: a file beside the page's own, or an https address. */
  avatar: text('avatar'),
  /** Pixels, 64 to 3840. Without it, chosen by renderer. */
  width: number('width', 64, 3840),
  /** Pixels, 64 to 2160. Without it, chosen by renderer. */
  height: number('height', 64, 2160),
  /** Frames per second, 1 to 60; 30 without. */
  fps: number('fps', 1, 60),
  /** A preset's name, a colour as `#rrggbb` or `rrggbb`, or where an image is, as for `avatar`. */
  background: text('background'),
  /** Which renderer draws: `auto`, `webgl` or `cpu`. */
  renderer: z.optional(
    z.enum(['auto', 'webgl', 'cpu'], {
      error: (issue) => `renderer is ${JSON.stringify(issue.input)}; choose auto, webgl or cpu`,
    }),
  ),
  /** How the picture is encoded: `auto` takes H.264 where the browser has it, else VP8. */
  codec: z.optional(
    z.enum(['auto', 'h264', 'vp8', 'vp9', 'av1'], {
      error: (issue) =>
        `codec is ${JSON.stringify(issue.input)}; choose auto, h264, vp8, vp9 or av1`,
    }),
  ),
  /** Sends the picture in several sizes, for rooms of many; one without. */
  simulcast: flag('simulcast'),
  /** Seconds without the controller after which the avatar leaves; 15 without. */
  controllerTimeoutSec: number('controllerTimeoutSec', 1, 86_400),
};

export const avatarOptionsSchema = z.object(avatarOptionFields);

export type AvatarOptions = z.infer<typeof avatarOptionsSchema>;

/**
 * Sites that the page may fetch models and images from, besides its own: https origins with commas
 * between them. Whoever runs the page says so; a launch request can't.
 */
export const avatarOriginsSchema = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.pipe(
    z.transform((value: string | string[]) =>
      (typeof value === 'string' ? value.split(',') : value).map(toOrigin),
    ),
    z.array(z.string()).check(
      z.refine((origins) => origins.every(isHttpsOrigin), {
        error: (issue) =>
          `avatarOrigins has ${JSON.stringify((issue.input as string[]).find((one) => !isHttpsOrigin(one)))}; give https origins such as https://heads.example, with commas between them`,
      }),
    ),
  ),
);

/** `https://Heads.example/` is meant as `https://heads.example`. */
function toOrigin(address: string): string {
  return URL.parse(address.trim())?.href.replace(/\/$/, '') ?? address;
}

function isHttpsOrigin(address: string): boolean {
  return address.startsWith('https:') && URL.parse(address)?.origin === address;
}

function unknownOptions(
  issue: { readonly code: string; readonly keys?: readonly string[] },
  ...first: string[]
): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const unknown = issue.keys!.map((key) => JSON.stringify(key)).join(', ');
  return `${unknown} is not an option; known are ${[...first, ...Object.keys(avatarOptionFields)].join(', ')}`;
}

const pageOptionsSchema = z.strictObject(
  {
    url: z.string('url is missing: add the address of the LiveKit server, url=wss://…').check(
      z.refine((value) => /^(wss?|https?):\/\/[^\s/]/.test(value) && URL.canParse(value), {
        error: (issue) =>
          `url is ${JSON.stringify(issue.input)}; give the address of a LiveKit server, such as wss://my.livekit.cloud`,
      }),
    ),
    token: z
      .string('token is missing: add the avatar’s access token, token=…')
      .check(z.minLength(1, 'token is empty: add the avatar’s access token, token=…')),
    ...avatarOptionFields,
    avatarOrigins: z.optional(avatarOriginsSchema),
    /** Present when the workbench is asked for. */
    debug: z.optional(z.string()),
  },
  {
    error: (issue) => unknownOptions(issue, 'url', 'token'),
  },
);

/** Everything that the address of the avatar page can say. */
export type PageOptions = z.infer<typeof pageOptionsSchema>;

/** What the address of a workbench without a room can say. */
const benchOptionsSchema = z.strictObject(
  {
    /** The state of its knobs, as the workbench wrote it; empty at first. */
    debug: z.string(),
    /** An avatar of the dispatcher that serves this page, to look into. */
    watch: text('watch'),
    ...avatarOptionFields,
  },
  { error: (issue) => unknownOptions(issue, 'debug', 'watch') },
);

export type BenchOptions = z.infer<typeof benchOptionsSchema>;

/** What the address of a page that stands by can say: the avatar that it will probably be. */
const standbyOptionsSchema = z.strictObject(
  {
    standby: z.string(),
    ...avatarOptionFields,
    avatarOrigins: z.optional(avatarOriginsSchema),
  },
  { error: (issue) => unknownOptions(issue, 'standby') },
);

export type StandbyOptions = z.infer<typeof standbyOptionsSchema>;

/** Thrown when the address of the page can't be understood. The message names option and value. */
export class PageOptionsError extends Error {
  override readonly name = 'PageOptionsError';
}

/**
 * Reads the page's options from its address. The fragment is preferred, since it reaches no
 * server log; what it lacks is taken from the query.
 *
 * @throws {PageOptionsError} naming the first option that is missing or wrong.
 */
export function parsePageOptions(address: URL): PageOptions {
  return parse(pageOptionsSchema, readEntries(address));
}

/**
 * Reads the options of a workbench without a room: `debug` in the address, and neither url nor token.
 *
 * @returns undefined when the address asks for a room.
 * @throws {PageOptionsError} naming the first option that is wrong.
 */
export function parseBenchOptions(address: URL): BenchOptions | undefined {
  const entries = readEntries(address);
  if (!('debug' in entries) || 'url' in entries || 'token' in entries) return undefined;
  return parse(benchOptionsSchema, entries);
}

/**
 * Reads the options of a page that stands by: `standby` in the address.
 *
 * @returns undefined when the address asks for something else.
 * @throws {PageOptionsError} naming the first option that is wrong.
 */
export function parseStandbyOptions(address: URL): StandbyOptions | undefined {
  const entries = readEntries(address);
  return 'standby' in entries ? parse(standbyOptionsSchema, entries) : undefined;
}

function readEntries(address: URL): Record<string, string> {
  return {
    ...Object.fromEntries(address.searchParams),
    ...Object.fromEntries(new URLSearchParams(address.hash.slice(1))),
  };
}

function parse<T>(schema: z.ZodMiniType<T>, entries: Record<string, string>): T {
  const parsed = schema.safeParse(entries);
  if (!parsed.success) throw new PageOptionsError(firstProblem(parsed.error));
  return parsed.data;
}

/** The address that makes the page at `base` join with these options, or stand by for such. */
export function buildPageAddress(base: string | URL, options: PageOptions | StandbyOptions): URL {
  const address = new URL(base);
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  address.hash = new URLSearchParams(
    entries.map(([name, value]) => [name, String(value)]),
  ).toString();
  return address;
}
