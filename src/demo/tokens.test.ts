import { describe, expect, it } from 'vitest';
import { readToken } from '../protocol/index.ts';
import { mintViewerToken } from './tokens.ts';

const KEYS = { apiKey: 'key', apiSecret: 'a secret of thirty-two letters or more' };

describe('the tokens of the demo', () => {
  it('makes a viewer a person who speaks for nobody', async () => {
    const token = await mintViewerToken(KEYS, 'room', 'viewer-1');
    const claims = readToken(token, Date.now() / 1000);
    expect(claims).toMatchObject({ identity: 'viewer-1', onBehalfOf: undefined });
    const payload = JSON.parse(atob(token.split('.')[1]!)) as { kind: string; video: object };
    expect(payload.kind).toBe('standard');
    expect(payload.video).toMatchObject({ canPublishSources: ['microphone'] });
  });
});
