import type { ExpressionName } from './expressions.ts';
import type { GestureName } from './gestures.ts';

/** LiveKit's `lk.agent.state`, as the face knows it. */
export const AGENT_STATES = ['initializing', 'idle', 'listening', 'thinking', 'speaking'] as const;

export type AgentState = (typeof AGENT_STATES)[number];

/** The agent's state from a moment on. */
export interface StateChange {
  readonly atSec: number;
  readonly state: AgentState;
}

/** A stretch of speech without a pause that one would hear. */
export interface Phrase {
  readonly startSec: number;
  /** Infinity as long as the end isn't known. */
  readonly endSec: number;
}

/** A stressed syllable. Best known ahead: nods and brows begin before the sound. */
export interface Accent {
  /** Middle of the syllable. */
  readonly atSec: number;
  /** 0 to 1. */
  readonly strength: number;
  /** When an interruption took this accent away, if one did. */
  readonly cutSec?: number;
}

/** The speech was cut short. */
export interface Interruption {
  readonly atSec: number;
  /** The 52 mouth weights as they were then (a copy): the mouth closes from there. */
  readonly mouth: Float32Array | null;
}

/** A mood that was asked for. */
export interface Expression {
  readonly atSec: number;
  readonly name: ExpressionName;
  /** 0 to 1. */
  readonly intensity: number;
  /** From onset to the beginning of the way back; may be Infinity. */
  readonly durationSec: number;
}

/** A movement that was asked for. */
export interface Gesture {
  readonly atSec: number;
  readonly name: GestureName;
}

/**
 * What is known of the conversation at the time that is evaluated. All times are on the clock of
 * `Face.evaluate`; every list is in order of time. {@link CueLog} keeps one.
 */
export interface FaceCues {
  /** 52 weights from the mouth stage for this very moment; null at rest. */
  readonly mouth: Float32Array | null;
  /** Loudness of what is heard now, 0 to 1, as an envelope without steps. */
  readonly loudness: number;
  readonly states: readonly StateChange[];
  readonly phrases: readonly Phrase[];
  readonly accents: readonly Accent[];
  readonly interruptions: readonly Interruption[];
  readonly expressions: readonly Expression[];
  readonly gestures: readonly Gesture[];
}
