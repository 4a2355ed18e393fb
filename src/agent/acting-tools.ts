import { llm } from '@livekit/agents';
import * as z from 'zod';
import {
  EXPRESSION_NAMES,
  GESTURE_NAMES,
  type ExpressionName,
  type GestureName,
} from '../protocol/index.ts';
import { AvatarError } from './avatar-error.ts';

/** What to show; see {@link AvatarSession.express}. */
export interface ExpressWishes {
  /** One of the known moods; others are answered with those. */
  readonly expression: ExpressionName | (string & {});
  /** 0 to 1; 1 without. */
  readonly intensity?: number | undefined;
  /** Seconds from its onset to the way back; 4 without. */
  readonly durationSec?: number | undefined;
}

/** A gesture of the face; others than the known ones are answered with those. */
export type GestureWish = GestureName | (string & {});

/** Who performs what a model asks for. */
export interface Performer {
  express(wishes: ExpressWishes): Promise<void>;
  gesture(name: GestureWish): Promise<void>;
}

/** The model decides by these when to use a tool. */
const WHEN_TO_EXPRESS =
  'Shows a feeling on your face while you go on talking. Use it where a person’s face would change: at good or bad news, a joke, a surprise. Do not mention it.';
const WHEN_TO_GESTURE =
  'Moves your head or winks, as a person would: nod to agree, shake to deny, tilt to wonder, wink in jest. Do not mention it.';

const expressParameters = z.object({
  expression: z.enum(EXPRESSION_NAMES).describe('“neutral” ends another one.'),
  intensity: z.number().min(0).max(1).describe('0.3 is a hint, 1 is all of it.'),
});

const gestureParameters = z.object({ gesture: z.enum(GESTURE_NAMES) });

/**
 * Tools with which a language model moves the avatar's face. A face that can't do it is no reason to
 * stop talking: the model is told so as the tool's result.
 */
export function actingTools(performer: Performer) {
  return {
    express: llm.tool({
      description: WHEN_TO_EXPRESS,
      parameters: expressParameters,
      execute: (wishes) => tell(performer.express(wishes)),
    }),
    gesture: llm.tool({
      description: WHEN_TO_GESTURE,
      parameters: gestureParameters,
      execute: ({ gesture }) => tell(performer.gesture(gesture)),
    }),
  };
}

async function tell(done: Promise<void>): Promise<string> {
  try {
    await done;
    return 'done';
  } catch (error) {
    if (error instanceof AvatarError) return error.message;
    throw error;
  }
}
