import * as z from 'zod/mini';
import { avatarOptionFields } from './page-options.ts';

/**
 * Body of `POST /launch`. The first three fields are those of LiveKit's reference dispatcher; ours
 * are never required.
 */
export const launchRequestSchema = z.object({
  room_name: z.string('room_name is missing').check(z.minLength(1, 'room_name is empty')),
  url: z.string('url is missing').check(
    z.refine((value) => /^(wss?|https?):\/\/[^\s/]/.test(value) && URL.canParse(value), {
      error: (issue) =>
        `url is ${JSON.stringify(issue.input)}; give the address of a LiveKit server, such as wss://my.livekit.cloud`,
    }),
  ),
  token: z.string('token is missing').check(z.minLength(1, 'token is empty')),
  ...avatarOptionFields,
});

export type LaunchRequest = z.infer<typeof launchRequestSchema>;

/** Answer of `POST /launch` once the avatar has joined and published. */
export const launchResponseSchema = z.object({
  status: z.literal('success'),
  message: z.string(),
  /** Names the avatar in `GET /avatars` and `DELETE /avatars/:id`. Absent in LiveKit's reference. */
  id: z.optional(z.string()),
});

export type LaunchResponse = z.infer<typeof launchResponseSchema>;

/** Answer to every request that could not be served, with a 4xx or 5xx status. */
export const errorResponseSchema = z.object({
  status: z.literal('error'),
  /** A word for programs, such as `bad_request` or a fail reason of the page. */
  reason: z.string(),
  /** A sentence for people. */
  message: z.string(),
});

export type ErrorResponse = z.infer<typeof errorResponseSchema>;
