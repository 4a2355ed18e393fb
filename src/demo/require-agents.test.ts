import { expect, test } from 'vitest';
import { requireAgents } from './require-agents.ts';

test('the demo says what its agent lacks, and how to get it', () => {
  expect(() => requireAgents((name) => name !== '@livekit/agents')).toThrow(
    /needs @livekit\/agents, which .* run “npx -p mouthpiece -p @livekit\/agents .*mouthpiece demo”/,
  );
});

test('with everything there it says nothing', () => {
  expect(() => requireAgents(() => true)).not.toThrow();
});
