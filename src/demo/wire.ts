/**
 * What the demo's agent and its viewer say to each other beyond what LiveKit defines. No browser,
 * no Node: both import it.
 */

/** RPC, viewer → agent: fall silent at once. The reply is an {@link InterruptReply}. */
export const RPC_INTERRUPT = 'mouthpiece.demo.interrupt';

/** Whether there was something to interrupt. */
export type InterruptReply = 'stopped' | 'was-silent';

/**
 * RPC, viewer → agent: go on with another face. The payload is a name of the cast; the reply `ok`
 * comes when the new one speaks. Else an RPC error whose message is a sentence for people.
 */
export const RPC_CHANGE_FACE = 'mouthpiece.demo.change_face';

/** How long the reply to {@link RPC_CHANGE_FACE} may take: as long as an avatar has to join. */
export const CHANGE_FACE_TIMEOUT_MS = 40_000;

/** RPC error code for a face that could not be changed, within LiveKit's range for applications. */
export const RPC_FACE_NOT_CHANGED = 409;

/** Attribute of the agent: the name of the cast that is its face. */
export const ATTRIBUTE_FACE = 'mouthpiece.demo.face';

/** Attribute of the agent: a {@link FaceState}. */
export const ATTRIBUTE_FACE_STATE = 'mouthpiece.demo.face_state';

/** `coming`: not there, but on its way; `none`: the agent goes on by voice alone. */
export type FaceState = 'coming' | 'there' | 'none';

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
