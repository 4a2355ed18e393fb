import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTool } from './run-tool.ts';
import {
  addCounts,
  readPlaywrightCounts,
  readVitestCounts,
  type TestCounts,
} from './test-counts.ts';

/** Runs tests with further arguments of the command line, such as a file name. */
export type TestRunner = (args: readonly string[]) => Promise<TestCounts>;

/** Tests that stand beside the code, in Node and in a browser. */
export function createUnitRunner(chromium: string): TestRunner {
  return (args) =>
    withReport(async (report) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const env = { MOUTHPIECE_CHROMIUM: chromium };
      const code = await runTool('vitest', ['run', ...reporters, ...args], { env });
      return readVitestCounts(report, code);
    });
}

/** Tests of the whole, against a real server and a real browser: first the undemanding ones, side by side. */
export const runEndToEnd: TestRunner = async (args) => {
  if (args.length > 0) return runPlaywright(['--workers=1', ...args]);
  const together = await runPlaywright(['--project=together']);
  return addCounts([together, await runPlaywright(['--project=alone'])]);
};

const runPlaywright: TestRunner = (args) =>
  withReport(async (report) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const code = await runTool('playwright', ['test', '--reporter=list,json', ...args], { env });
    return readPlaywrightCounts(report, code);
  });

async function withReport<T>(run: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mouthpiece-tests-'));
  try {
    return await run(path.join(folder, 'report.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
