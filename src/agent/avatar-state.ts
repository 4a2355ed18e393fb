/** Where an avatar session stands. */
export type AvatarState =
  /** Not started. */
  | 'idle'
  /** Its avatar was launched and is on its way into the room. */
  | 'joining'
  /** The avatar is in the room and speaks for the agent. */
  | 'live'
  /** The avatar is gone and another is on its way; what is said meanwhile waits for it. */
  | 'relaunching'
  /** The agent speaks by itself, without a face. */
  | 'voice-only'
  /** Closed, or given up. */
  | 'closed';
