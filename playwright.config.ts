import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // One browser and one server at a time: two cores, and speech in real time.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  // Speech goes in real time over a real network stack: what a machine that is busy with something else
  // broke once is tried once more there, and reported as flaky.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
});
