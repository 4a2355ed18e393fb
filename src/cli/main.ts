import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { addDemoCommand } from './demo-command.ts';
import { addJoinCommand } from './join-command.ts';
import { addReplayCommand } from './replay-command.ts';
import { addServeCommand } from './serve-command.ts';
import { UsageError } from './usage-error.ts';
import { addVisemesCommand } from './visemes-command.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const COMMANDS = [
  addDemoCommand,
  addServeCommand,
  addJoinCommand,
  addVisemesCommand,
  addReplayCommand,
];

/** Commands load what they need when they run, so that help is there at once. */
function createProgram(): Command {
  const program = new Command('mouthpiece')
    .description('A 3D talking head for LiveKit voice agents.')
    .version(ownVersion(), '-v, --version', 'say which version this is')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'mouthpiece: ')),
    });
  for (const add of COMMANDS) add(program);
  return program;
}

/** The package knows itself by its name, wherever its sources or their compiled form lie. */
function ownVersion(): string {
  const { version } = createRequire(import.meta.url)('mouthpiece/package.json') as {
    version: string;
  };
  return version;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  process.stderr.write(`mouthpiece: ${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}
