import type { AgentState } from '@livekit/components-react';
import type { MediaDeviceFailure } from 'livekit-client';
import type { ReadingMode } from '../wire.ts';
import type { Outage } from './use-call.ts';

/** The agent's state in a word or two. */
export function describeState(state: AgentState, isHearingYou: boolean): string {
  switch (state) {
    case 'speaking':
      return 'Speaking';
    case 'thinking':
      return 'Thinking';
    case 'listening':
    case 'idle':
      return isHearingYou ? 'Listening' : 'Here with you';
    case 'disconnected':
    case 'failed':
      return 'Not connected';
    default:
      return 'Connecting';
  }
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

/** Why the microphone can't be used, and what to do. */
export function describeMicrophoneTrouble(failure: MediaDeviceFailure | undefined): string {
  switch (failure as `${MediaDeviceFailure}` | undefined) {
    case 'PermissionDenied':
      return 'The browser keeps the microphone from this page. Allow it in the address bar, then try again.';
    case 'NotFound':
      return 'No microphone was found. Plug one in, then try again.';
    case 'DeviceInUse':
      return 'Another program holds the microphone. Close it there, then try again.';
    default:
      return 'The microphone could not be opened. Try again, or type below.';
  }
}

/** What the text field invites to. */
export function describeTextField(reading: ReadingMode | undefined): string {
  return reading === 'model' ? 'Write something' : 'Type something for it to say';
}
