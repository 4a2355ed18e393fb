// Runs the tests: `npm test`, `npm run test:unit -- src/page`, `npm run test:e2e -- -g launch`.
// Ends with one line, `N passed, N failed`.
import { findPython } from '../e2e/kit/python.ts';
import { ensurePage } from '../src/host/index.ts';
import { findChromium, findLivekitServer } from '../src/programs/index.ts';
import { runScript } from './steps/run-script.ts';
import { addCounts, closingLine, type TestCounts } from './steps/test-counts.ts';
import { createUnitRunner, runEndToEnd } from './steps/test-runners.ts';

const SUITES = ['unit', 'e2e'] as const;
type Suite = (typeof SUITES)[number];

const [first, ...rest] = process.argv.slice(2);
const suite = SUITES.find((name) => name === first);
const args = suite === undefined && first !== undefined ? [first, ...rest] : rest;

await runScript(async () => {
  // Before the tests, so that none of them waits; side by side, since one builds while others load.
  const [chromium] = await allOf([
    findChromium(),
    findLivekitServer(),
    ensurePage(),
    suite === 'unit' ? undefined : findPython(),
  ]);

  const counts: TestCounts[] = [];
  for (const name of suite === undefined ? SUITES : [suite]) {
    counts.push(await run(name, chromium.executablePath));
  }
  const total = addCounts(counts);
  process.stdout.write(`\n${closingLine(total)}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});

/** Waits for each, also where one fails: half an installation is worth less than its end. */
async function allOf<T extends unknown[]>(works: T): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works);
  return Promise.all(works) as Promise<{ [K in keyof T]: Awaited<T[K]> }>;
}

function run(name: Suite, chromium: string): Promise<TestCounts> {
  return name === 'unit' ? createUnitRunner(chromium)(args) : runEndToEnd(args);
}
