import { describe, expect, it } from 'vitest';
import { findInferenceKey } from './models.ts';

describe('findInferenceKey', () => {
  it('takes keys that are meant for it', () => {
    const env = { LIVEKIT_INFERENCE_API_KEY: 'k', LIVEKIT_INFERENCE_API_SECRET: 's' };
    expect(findInferenceKey(env)).toEqual({ apiKey: 'k', apiSecret: 's' });
  });

  it('takes those of a LiveKit Cloud project', () => {
    const LIVEKIT_URL = 'wss://mine-1a2b.livekit.cloud';
    const env = { LIVEKIT_URL, LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
    expect(findInferenceKey(env)).toEqual({ apiKey: 'k', apiSecret: 's' });
  });

  it.each(['ws://localhost:7880', 'wss://livekit.cloud.example.com', undefined])(
    'does not send the keys of %s there',
    (LIVEKIT_URL) => {
      const env = { LIVEKIT_URL, LIVEKIT_API_KEY: 'devkey', LIVEKIT_API_SECRET: 'secret' };
      expect(findInferenceKey(env)).toBeUndefined();
    },
  );

  it('wants both halves', () => {
    expect(findInferenceKey({ LIVEKIT_INFERENCE_API_KEY: 'k' })).toBeUndefined();
    expect(findInferenceKey({})).toBeUndefined();
  });
});
