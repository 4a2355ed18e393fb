import { defineConfig } from '@playwright/test';

/** These wait for others most of the time, and mind no neighbour. */
const TOGETHER = [
  'acting',
  'agent',
  'agent-examples',
  'agent-faults',
  'agent-job',
  'agent-output',
  'join',
  'lifecycle',
  'refusals',
  'replay',
  'watch',
  'workbench',
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 2,
  projects: [
    { name: 'together', testMatch: TOGETHER, workers: 2, fullyParallel: true },
    // One browser and one server at a time: two cores, and speech that is listened to in real time.
    { name: 'alone', testIgnore: TOGETHER, workers: 1 },
  ],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  // Speech goes in real time over a real network stack: what a machine that is busy with something else
  // broke once is tried once more there, and reported as flaky.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
});
