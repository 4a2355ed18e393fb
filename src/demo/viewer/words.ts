import type { AgentState } from '@livekit/components-react';
import { ConnectionQuality, MediaDeviceFailure, RpcError } from 'livekit-client';
import type { CastName } from '../../protocol/index.ts';
import { RPC_FACE_NOT_CHANGED, type ReadingMode } from '../wire.ts';
import type { Outage } from './use-call.ts';

/** The agent's state in a word or two. */
export function describeState(state: AgentState, isHearingYou: boolean): string {
  if (state === 'speaking') return 'Speaking';
  if (state === 'thinking') return 'Thinking';
  if (state === 'listening' || state === 'idle')
    return isHearingYou ? 'Listening' : 'Here with you';
  return state === 'disconnected' || state === 'failed' ? 'Not connected' : 'Connecting';
}

/** Title and advice for a call that can't be. */
export function describeOutage(why: Outage): { title: string; advice: string } {
  switch (why) {
    case 'demo-away':
      return {
        title: 'The demo is not running',
        advice: 'Start it with “npm start”. This page joins by itself.',
      };
    case 'server-away':
      return {
        title: 'The LiveKit server can’t be reached',
        advice: 'If it was stopped, start the demo again. This page keeps trying.',
      };
    case 'ended':
      return {
        title: 'The call has ended',
        advice: 'Start the demo again with “npm start”. This page joins by itself.',
      };
    case 'elsewhere':
      return { title: 'The call goes on elsewhere', advice: 'Reload this page to take it over.' };
  }
}

/** What the call lacks. `choice`: the agent goes on by voice alone until a face is chosen. */
export type Awaited = 'room' | 'agent' | 'avatar' | 'choice';

/** Title and advice while something is awaited. */
export function describeWait(awaited: Awaited, isLate: boolean): { title: string; advice: string } {
  const soon = isLate ? 'This takes long. The terminal says why.' : 'Just a moment.';
  switch (awaited) {
    case 'room':
      return { title: 'Joining the call', advice: soon };
    case 'agent':
      return {
        title: 'Waiting for the agent',
        advice: isLate
          ? 'It has not come. The terminal says why; start the demo again if it has ended.'
          : soon,
      };
    case 'avatar':
      return { title: 'The avatar is on its way', advice: soon };
    case 'choice':
      return {
        title: 'By voice alone',
        advice: 'The avatar could not be had. Choose a face to try again.',
      };
  }
}

/** What a connection of this quality means for the person. */
export function describeQuality(quality: ConnectionQuality): string {
  switch (quality) {
    case ConnectionQuality.Excellent:
      return 'Excellent connection';
    case ConnectionQuality.Good:
      return 'Good connection';
    case ConnectionQuality.Poor:
      return 'Poor connection: the picture may stutter';
    case ConnectionQuality.Lost:
      return 'Connection lost: trying to get it back';
    case ConnectionQuality.Unknown:
      return 'Connection not measured yet';
  }
}

const MICROPHONE_ADVICE: Readonly<Partial<Record<`${MediaDeviceFailure}`, string>>> = {
  PermissionDenied:
    'The browser keeps the microphone from this page. Allow it in the address bar, then try again; typing works without.',
  NotFound: 'No microphone was found. Plug one in, then try again.',
  DeviceInUse: 'Another program holds the microphone. Close it there, then try again.',
};

/** Why the microphone can't be used, and what to do. */
export function describeMicrophoneTrouble(failure = MediaDeviceFailure.Other): string {
  return (
    MICROPHONE_ADVICE[failure] ?? 'The microphone could not be opened. Try again, or type below.'
  );
}

/** What the text field invites to. */
export function describeTextField(reading: ReadingMode | undefined): string {
  return reading === 'model' ? 'Write something' : 'Make it say something';
}

/** Why a text was not sent, and what to do. */
export const TEXT_NOT_SENT = 'That was not sent: the connection failed. Press Enter to try again.';

/** What to do about a device that could not be taken. */
export const DEVICE_NOT_TAKEN =
  'This device can’t be used. Choose another, or allow it in the browser’s settings.';

/** Why the face is still the old one, and what to do. */
export function describeFaceTrouble(error: unknown): string {
  const isRefusal = error instanceof RpcError && error.code === RPC_FACE_NOT_CHANGED;
  const reason = isRefusal ? error.message : 'The agent did not answer.';
  return `The face was not changed. ${reason} Choose again to try once more.`;
}

/** The name of one of the cast, as people write it. */
export function inWords(name: CastName): string {
  return name.replace(/^./, (letter) => letter.toUpperCase());
}
