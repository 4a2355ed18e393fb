import type { AgentState } from '@livekit/components-react';
import { MediaDeviceFailure } from 'livekit-client';
import type { ReadingMode } from '../wire.ts';
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

const MICROPHONE_ADVICE: Readonly<Partial<Record<`${MediaDeviceFailure}`, string>>> = {
  PermissionDenied:
    'The browser keeps the microphone from this page. Allow it in the address bar, then try again.',
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
