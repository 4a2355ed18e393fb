import type { Command } from 'commander';
import { wholeNumber } from './number-argument.ts';

interface Flags {
  readonly dev?: boolean;
  readonly port?: number;
  readonly open: boolean;
}

/** `mouthpiece demo` */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'Show a conversation with an avatar in the browser; everything runs on this machine.',
    )
    .option('--dev', 'serve the pages from their sources, and again whenever these change')
    .option('--port <number>', 'port of the page to open', wholeNumber(0, 65_535))
    .option('--no-open', 'do not open the browser')
    .addHelpText('after', '\nExample:\n  mouthpiece demo --no-open')
    .action(runDemoCommand);
}

async function runDemoCommand({ dev = false, port, open }: Flags): Promise<void> {
  const { runDemo } = await import('../demo/index.ts');
  if (!dev) await (await import('../host/index.ts')).ensurePage();
  await runDemo({ dev, open, ...(port === undefined ? {} : { port }) });
}
