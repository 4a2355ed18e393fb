import * as z from 'zod/mini';
import { toBytes } from './base64.ts';

const text = z.string();
const number = z.number();
const segment = z.number();
/** Seconds of the audio clock. */
const clockSec = z.number();

/** In memory they are bytes; in JSON base64. */
const bytes = z.pipe(
  z.string(),
  z.transform((value, context) => {
    try {
      return toBytes(value);
    } catch {
      context.issues.push({ code: 'custom', message: 'bytes are not base64', input: value });
      return z.NEVER;
    }
  }),
);

/** What is handed to the player's thread, but of samples only how many. */
const command = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['open', 'close']), segment }),
  z.object({ type: z.literal('samples'), segment, frames: number }),
  z.object({ type: z.literal('buffer'), startFrames: number, resumeFrames: number }),
  z.object({ type: z.literal('hold'), on: z.boolean() }),
  z.object({ type: z.literal('clear') }),
]);

/** A track's encoder and its way to the server, as WebRTC reports it. */
const encoder = z.object({
  codec: z.optional(text),
  implementation: z.optional(text),
  kbps: z.optional(number),
  targetKbps: z.optional(number),
  fps: z.optional(number),
  layers: z.number(),
  width: z.optional(number),
  height: z.optional(number),
  encodeMs: z.optional(number),
  limitation: z.optional(text),
  roundTripMs: z.optional(number),
});

/**
 * All that a probe can tell, in the form in which a recording keeps it. `atMs` is the page's clock
 * (`performance.now()`); times of the audio clock are named `clockSec`.
 */
const facts = {
  /** A segment of speech begins to arrive. */
  opened: z.object({
    type: z.literal('opened'),
    segment,
    sampleRateHz: number,
    channels: number,
    problem: z.optional(text),
  }),
  /** A chunk of a segment's stream, as it arrived. */
  bytes: z.object({ type: z.literal('bytes'), segment, bytes }),
  /** The stream's end, or what broke it. */
  closed: z.object({ type: z.literal('closed'), segment, problem: z.optional(text) }),
  /** The next samples of a segment go to lip-sync and to the player's thread. */
  piece: z.object({ type: z.literal('piece'), segment, samples: number, last: z.boolean() }),
  /** The player has taken a command, before the block that begins with this frame. */
  handled: z.object({ type: z.literal('handled'), command, clockFrame: number }),
  /** The player says what it plays. */
  player: z.object({
    type: z.literal('player'),
    event: z.enum(['playing', 'starved', 'progress', 'finished']),
    segment,
    mediaFrame: number,
    clockFrame: z.optional(number),
    interrupted: z.optional(z.boolean()),
  }),
  /** A segment is over for the face; `positionSec` of it were heard. */
  finished: z.object({
    type: z.literal('finished'),
    segment,
    positionSec: number,
    interrupted: z.boolean(),
    clockSec,
  }),
  /** What was being said is cut short. */
  clear: z.object({ type: z.literal('clear'), clockSec }),
  /** The agent's state, as the face takes it. */
  state: z.object({ type: z.literal('state'), state: text, clockSec }),
  express: z.object({
    type: z.literal('express'),
    expression: text,
    intensity: z.optional(number),
    durationSec: z.optional(number),
    clockSec,
  }),
  gesture: z.object({ type: z.literal('gesture'), gesture: text, clockSec }),
  /** A frame went out. */
  frame: z.object({
    type: z.literal('frame'),
    /** The audio clock when the frame was begun, and the moment that the frame shows. */
    nowSec: number,
    clockSec,
    /** What the pose took, and all of it up to the track; and what encoding takes on average. */
    poseMs: number,
    totalMs: number,
    encodeMs: number,
    /** What the frame is of: a segment, and the place in it. */
    segment: z.optional(segment),
    mediaSec: z.optional(number),
  }),
  /** A tick that made no frame, since the one before was still on its way. */
  dropped: z.object({ type: z.literal('dropped'), why: z.enum(['drawing', 'sending']) }),
  /** The machine has too much to do for the full picture, or has time for it again. */
  quality: z.object({ type: z.literal('quality'), width: number, height: number, fps: number }),
  /** A call between agent and avatar; its answer follows. */
  rpc: z.object({
    type: z.literal('rpc'),
    call: number,
    direction: z.enum(['in', 'out']),
    method: text,
    payload: text,
  }),
  answer: z.object({
    type: z.literal('answer'),
    call: number,
    reply: z.optional(text),
    error: z.optional(text),
  }),
  /** Who the agent is; without an identity it is not in the room. */
  controller: z.object({ type: z.literal('controller'), identity: z.optional(text) }),
  /** What draws, and the seed of the temperament. */
  scene: z.object({
    type: z.literal('scene'),
    seed: number,
    avatar: z.optional(text),
    background: z.optional(text),
    renderer: text,
    reason: text,
    width: number,
    height: number,
    fps: number,
    clockRateHz: number,
    /** Frames that are played at a time. */
    blockFrames: number,
    /** How the player was set up. */
    player: z.object({
      startFrames: number,
      resumeFrames: number,
      fadeFrames: number,
      progressFrames: number,
    }),
  }),
  /** The audio clock: it stands still as long as the browser holds it. */
  audio: z.object({ type: z.literal('audio'), state: text, clockSec }),
  encoder: z.object({ type: z.literal('encoder'), ...encoder.shape }),
  /** A line of the journal. */
  said: z.object({ type: z.literal('said'), text, trouble: z.boolean() }),
  /** What the token claims; never the token. */
  claims: z.object({
    type: z.literal('claims'),
    room: text,
    identity: text,
    onBehalfOf: z.optional(text),
    expiresAtSec: z.optional(number),
  }),
};

const atMs = { atMs: number };

/** One event of a recording, as JSON. */
export const probeEventSchema = z.discriminatedUnion('type', [
  z.extend(facts.opened, atMs),
  z.extend(facts.bytes, atMs),
  z.extend(facts.closed, atMs),
  z.extend(facts.piece, atMs),
  z.extend(facts.handled, atMs),
  z.extend(facts.player, atMs),
  z.extend(facts.finished, atMs),
  z.extend(facts.clear, atMs),
  z.extend(facts.state, atMs),
  z.extend(facts.express, atMs),
  z.extend(facts.gesture, atMs),
  z.extend(facts.frame, atMs),
  z.extend(facts.dropped, atMs),
  z.extend(facts.quality, atMs),
  z.extend(facts.rpc, atMs),
  z.extend(facts.answer, atMs),
  z.extend(facts.controller, atMs),
  z.extend(facts.scene, atMs),
  z.extend(facts.audio, atMs),
  z.extend(facts.encoder, atMs),
  z.extend(facts.said, atMs),
  z.extend(facts.claims, atMs),
]);

type Facts = { [K in keyof typeof facts]: z.infer<(typeof facts)[K]> };

/** What is told. */
export type ProbeFact = Facts[keyof Facts];

/** A fact and when it was told, in milliseconds of the page's clock. */
export type ProbeEvent = ProbeFact & { readonly atMs: number };

/** The events of one type. */
export type ProbeEventOf<T extends ProbeFact['type']> = Extract<ProbeFact, { type: T }> & {
  readonly atMs: number;
};
