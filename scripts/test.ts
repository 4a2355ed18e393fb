// Runs the tests: `npm test`, `npm run test:unit -- src/page`, `npm run test:e2e -- -g launch`.
// Ends with one line, `N passed, N failed`.
import { ensurePage } from '../src/dispatcher/index.ts';
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
  // Before the tests, so that none of them waits for a build or a download.
  await findLivekitServer();
  const { executablePath } = await findChromium();
  await ensurePage();

  const counts: TestCounts[] = [];
  for (const name of suite === undefined ? SUITES : [suite]) {
    counts.push(await run(name, executablePath));
  }
  const total = addCounts(counts);
  process.stdout.write(`\n${closingLine(total)}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});

function run(name: Suite, chromium: string): Promise<TestCounts> {
  return name === 'unit' ? createUnitRunner(chromium)(args) : runEndToEnd(args);
}
