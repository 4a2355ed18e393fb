import { readFile } from 'node:fs/promises';

/** How many tests ended how. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** The part of Playwright's JSON report that is read here. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

/** Reads what vitest's reporter `json` wrote. */
export async function readVitestCounts(file: string, exitCode: number): Promise<TestCounts> {
  const report = await readReport<VitestReport>(file);
  return honest(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** Reads what Playwright's reporter `json` wrote. A test that passed when tried again has passed. */
export async function readPlaywrightCounts(file: string, exitCode: number): Promise<TestCounts> {
  const stats = (await readReport<PlaywrightReport>(file))?.stats;
  return honest(exitCode, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  });
}

/** The sum over several runners. */
export function addCounts(counts: readonly TestCounts[]): TestCounts {
  const sum = (name: keyof TestCounts) => counts.reduce((total, one) => total + one[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The line that a run ends with, for people and for CI. */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A runner can fail without a failed test: a file that can't be loaded, a crash, no tests at all. */
function honest(exitCode: number, counts: TestCounts): TestCounts {
  const ranNothing = counts.passed + counts.failed === 0;
  const failedUnseen = counts.failed === 0 && (exitCode !== 0 || ranNothing);
  return failedUnseen ? { ...counts, failed: 1 } : counts;
}

async function readReport<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
