import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './usage-error.ts';

const KINDS = ['png', 'webm'] as const;

/** `mouthpiece replay` */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('Perform a recording of the workbench again: to a film, or to a strip of faces.')
    .argument('<file.mouthpiece.gz>', 'a recording that the workbench saved')
    .option('--out <file>', 'where to: a name that ends in .webm or .png', 'replay.webm')
    .addHelpText('after', '\nExample:\n  mouthpiece replay bug.mouthpiece.gz --out bug.png')
    .action(async (file: string, { out }: { out: string }) => {
      const kind = KINDS.find((known) => path.extname(out) === `.${known}`);
      if (!kind) throw new UsageError(`out is ${JSON.stringify(out)}; end it in .webm or .png.`);
      const { replayRecording } = await import('../host/index.ts');
      const { bytes, verdict } = await replayRecording({ file, kind, onWarning: say });
      await writeFile(out, bytes);
      process.stdout.write(`${verdict} Written to ${out}.\n`);
    });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
