import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addCounts, closingLine, readPlaywrightCounts, readVitestCounts } from './test-counts.ts';

function reportFile(content: unknown): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'report-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
const playwright = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } };

test('counts of both runners add up in the closing line', async () => {
  const counts = [
    await readVitestCounts(reportFile(vitest), 1),
    await readPlaywrightCounts(reportFile(playwright), 1),
  ];
  expect(closingLine(addCounts(counts))).toBe('9 passed, 2 failed, 3 skipped');
});

test('skipped tests are left out of the line where there are none', () => {
  expect(closingLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});

test('a runner that fails without a failed test, runs none, or leaves no report has failed', async () => {
  const allPass = { ...vitest, numFailedTests: 0 };
  expect((await readVitestCounts(reportFile(allPass), 1)).failed).toBe(1);
  expect((await readVitestCounts(reportFile(allPass), 0)).failed).toBe(0);
  expect((await readVitestCounts('/nowhere/report.json', 0)).failed).toBe(1);
  const none = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 2 } };
  expect(await readPlaywrightCounts(reportFile(none), 0)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 2,
  });
});
