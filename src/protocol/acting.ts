import * as z from 'zod/mini';

/** Controller → avatar: show a mood. Reply `ok`, or an RPC error that lists the known ones. */
export const RPC_EXPRESS = 'mouthpiece.express';

/** Controller → avatar: make a gesture. Reply `ok`, or an RPC error that lists the known ones. */
export const RPC_GESTURE = 'mouthpiece.gesture';

/** The moods that an avatar can show; `neutral` ends another one. */
export const EXPRESSION_NAMES = [
  'neutral',
  'smile',
  'joy',
  'concern',
  'sadness',
  'surprise',
  'anger',
  'disgust',
  'fear',
  'curiosity',
  'doubt',
] as const;

export type ExpressionName = (typeof EXPRESSION_NAMES)[number];

/** The gestures that an avatar can make. */
export const GESTURE_NAMES = ['nod', 'shake', 'tilt', 'wink'] as const;

export type GestureName = (typeof GESTURE_NAMES)[number];

/** Payload of {@link RPC_EXPRESS}, as JSON. */
export const expressRequestSchema = z.object({
  /** Such as `smile`; an unknown name is answered with the known ones. */
  expression: z.string('expression is missing'),
  /** 0 to 1; 1 without. */
  intensity: z.optional(z.number('intensity must be a number from 0 to 1')),
  /** Seconds from onset to the way back; 4 without. */
  durationSec: z.optional(z.number('durationSec must be a number of seconds')),
});

/** Payload of {@link RPC_GESTURE}, as JSON. */
export const gestureRequestSchema = z.object({
  /** Such as `nod`; an unknown name is answered with the known ones. */
  gesture: z.string('gesture is missing'),
});

export type ExpressRequest = z.infer<typeof expressRequestSchema>;
export type GestureRequest = z.infer<typeof gestureRequestSchema>;

/** RPC error code for a request that can't be understood, within LiveKit's range for applications. */
export const RPC_BAD_REQUEST = 400;
/** RPC error code for a caller that is not the controller. */
export const RPC_FORBIDDEN = 403;
