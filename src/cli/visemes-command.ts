import type { Command } from 'commander';

/** `mouthpiece visemes` */
export function addVisemesCommand(program: Command): void {
  program
    .command('visemes')
    .description('Print the mouth shapes of a recording, 100 a second.')
    .argument('<file.wav>', 'speech as a WAV file')
    .option('--json', 'as a JSON array with the weights of all shapes', false)
    .addHelpText('after', '\nExample:\n  mouthpiece visemes hello.wav --json > hello.visemes.json')
    .action(async (file: string, options: { json: boolean }) => {
      const { printVisemes } = await import('./visemes.ts');
      await printVisemes(file, options);
    });
}
