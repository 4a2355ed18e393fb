import { MediaDeviceFailure } from 'livekit-client';
import { describe, expect, it } from 'vitest';
import { describeMicrophoneTrouble, describeState } from './words.ts';

describe('describeState', () => {
  it('claims to listen only when the microphone is on', () => {
    expect(describeState('listening', true)).toBe('Listening');
    expect(describeState('listening', false)).not.toContain('Listening');
  });

  it('has a word for an agent that has not come yet', () => {
    expect(describeState('connecting', false)).toBe('Connecting');
    expect(describeState('initializing', false)).toBe('Connecting');
  });
});

describe('describeMicrophoneTrouble', () => {
  it('tells a refused microphone from a missing one', () => {
    expect(describeMicrophoneTrouble(MediaDeviceFailure.PermissionDenied)).toContain('Allow it');
    expect(describeMicrophoneTrouble(MediaDeviceFailure.NotFound)).toContain('Plug one in');
  });

  it('has advice for a failure that it does not know', () => {
    expect(describeMicrophoneTrouble(undefined)).toContain('Try again');
  });
});
