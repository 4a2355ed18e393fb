/**
 * What the demo's agent and its viewer say to each other beyond what LiveKit defines. No browser,
 * no Node: both import it.
 */

/** RPC, viewer → agent: fall silent at once. The reply is an {@link InterruptReply}. */
export const RPC_INTERRUPT = 'mouthpiece.demo.interrupt';

/** Whether there was something to interrupt. */
export type InterruptReply = 'stopped' | 'was-silent';

/** Topic of text streams, agent → viewers: one sentence for people on what goes on. */
export const NEWS_TOPIC = 'mouthpiece.demo.news';

/**
 * Attribute of a viewer, `yes` once its browser really plays sound: until a person's first click a
 * browser may not, and a greeting that nobody hears is no greeting.
 */
export const ATTRIBUTE_HEARING = 'mouthpiece.demo.hearing';

/** Attribute of the agent: what becomes of a typed text, as a {@link ReadingMode}. */
export const ATTRIBUTE_READING = 'mouthpiece.demo.reading';

/** `model`: it is answered; `program`: it is read out; `none`: nothing here can speak it. */
export type ReadingMode = 'model' | 'program' | 'none';
