// `npm run check`: everything about the code that can be checked without running it. All checks run,
// also when one fails; the failing ones are shown in full.
import { ensurePage } from '../src/host/index.ts';
import { runScript } from './steps/run-script.ts';
import { runTool } from './steps/run-tool.ts';

interface Check {
  readonly name: string;
  readonly tool: string;
  readonly args: readonly string[];
}

/** npm installs from a lock file that lacks other platforms' binaries only where it was made. */
const LOCK_FILE_ARGS = ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'];

/** Two lines of checks, side by side; within a line, one may need what another has made. */
const LINES: readonly (readonly Check[])[] = [
  [
    { name: 'lock file is whole', tool: 'npm', args: LOCK_FILE_ARGS },
    { name: 'types of the page', tool: 'tsc', args: ['-p', 'tsconfig.page.json'] },
    { name: 'types of the rest', tool: 'tsc', args: ['-p', 'tsconfig.node.json'] },
    { name: 'lint', tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  ],
  [
    { name: 'format', tool: 'prettier', args: ['--check', '--log-level=warn', '.'] },
    { name: 'WebAssembly rebuilds', tool: 'node', args: ['scripts/build-wasm.ts', '--check'] },
    { name: 'dead code', tool: 'knip', args: ['--no-progress'] },
    { name: 'published package builds', tool: 'node', args: ['scripts/build.ts'] },
    { name: 'size of the page', tool: 'size-limit', args: [] },
    { name: 'published package is sound', tool: 'publint', args: ['--strict'] },
  ],
];

await runScript(async () => {
  await ensurePage();
  const failed = (await Promise.all(LINES.map(runLine))).flat();
  const all = LINES.flat().length;
  say(failed.length === 0 ? `All ${all} checks pass.` : `Failed: ${failed.join(', ')}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});

/** @returns the names of those that failed. */
async function runLine(checks: readonly Check[]): Promise<string[]> {
  const failed: string[] = [];
  for (const check of checks) if (!(await passes(check))) failed.push(check.name);
  return failed;
}

async function passes({ name, tool, args }: Check): Promise<boolean> {
  const startMs = performance.now();
  let output = '';
  const code = await runTool(tool, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    onOutput: (text) => (output += text),
  });
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) say(`${[tool, ...args].join(' ')}\n${output.trimEnd()}\n`);
  return code === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
