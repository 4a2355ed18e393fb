import type { RemoteTrack } from '@livekit/rtc-node';
import type { voice } from '@livekit/agents';
import type { ReadingMode } from '../wire.ts';

/** Tells terminal and viewers in one sentence what goes on. */
export type News = (sentence: string) => void;

/** How the agent talks with a person. There are two ways: the parrot, and the models. */
export interface Conversation {
  readonly session: voice.AgentSession;
  /** What the model is told to be; a parrot has no model. */
  readonly instructions: string;
  readonly reading: ReadingMode;
  /** Whether LiveKit's own RoomIO feeds the microphone to the session. */
  readonly listensBySession: boolean;
  greet(): void;
  onText(text: string): void;
  onMicrophone(track: RemoteTrack): void;
  /** The microphone was muted, or the person left. */
  onSilenced(): void;
  /** Falls silent at once; false when nothing was being said. */
  stop(): boolean;
}
