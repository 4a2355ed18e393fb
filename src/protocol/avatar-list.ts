import * as z from 'zod/mini';

/** One running avatar in the answer of `GET /avatars`. Never the token. */
export const avatarSummarySchema = z.object({
  /** For `DELETE /avatars/:id`. */
  id: z.string(),
  room: z.string(),
  identity: z.string(),
  /** As in `PageStatus`. */
  state: z.enum(['connecting', 'waiting', 'live', 'ended', 'failed']),
  /** When it was launched, ISO 8601. */
  since: z.string(),
  /** Identity of the agent it speaks for, while that is known. */
  controller: z.optional(z.string()),
  /** How its picture is made, as in `PageStatus`. */
  picture: z.optional(
    z.object({
      renderer: z.string(),
      reason: z.string(),
      width: z.number(),
      height: z.number(),
      fps: z.number(),
    }),
  ),
});

export type AvatarSummary = z.infer<typeof avatarSummarySchema>;

/** Answer of `GET /avatars`. */
export const avatarListSchema = z.object({ avatars: z.array(avatarSummarySchema) });
