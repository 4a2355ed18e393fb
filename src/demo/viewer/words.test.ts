import { MediaDeviceFailure, RpcError } from 'livekit-client';
import { describe, expect, it } from 'vitest';
import { RPC_FACE_NOT_CHANGED } from '../wire.ts';
import {
  describeFaceTrouble,
  describeMicrophoneTrouble,
  describeState,
  describeWait,
} from './words.ts';

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

describe('describeWait', () => {
  it('says what to do when what is awaited does not come', () => {
    expect(describeWait('agent', false).advice).toBe('Just a moment.');
    expect(describeWait('agent', true).advice).toContain('start the demo again');
    expect(describeWait('choice', false).advice).toContain('Choose a face');
  });
});

describe('describeFaceTrouble', () => {
  it('passes on what the agent says, and says that it says nothing', () => {
    const refusal = new RpcError(RPC_FACE_NOT_CHANGED, 'The dispatcher refused.');
    expect(describeFaceTrouble(refusal)).toContain('The dispatcher refused.');
    expect(describeFaceTrouble(new Error('timed out'))).toContain('did not answer');
  });
});
