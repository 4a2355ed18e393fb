import { InvalidArgumentError, Option, type Command } from 'commander';
import { avatarOriginsSchema, firstProblem } from '../protocol/index.ts';
import { wholeNumber } from './number-argument.ts';
import { stopSignal } from './stop-signal.ts';

interface Flags {
  readonly host: string;
  readonly port: number;
  readonly apiKey?: string;
  readonly launchTimeout: number;
  readonly avatarOrigins?: readonly string[];
  readonly avatarFolder?: string;
  readonly spare: boolean;
}

const EXAMPLE = `
Example:
  mouthpiece serve --port 8089
  curl http://127.0.0.1:8089/launch -H 'content-type: application/json' \\
    -d '{"room_name": "lobby", "url": "wss://my.livekit.cloud", "token": "…"}'`;

/** `mouthpiece serve` */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Launch avatars on request: POST /launch, GET /avatars, DELETE /avatars/:id.')
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 for any', wholeNumber(0, 65_535), 8089)
    .addOption(
      new Option('--api-key <key>', 'wanted as "Authorization: Bearer <key>"').env(
        'MOUTHPIECE_API_KEY',
      ),
    )
    .option(
      '--launch-timeout <seconds>',
      'how long an avatar may take to join',
      wholeNumber(1, 600),
      15,
    )
    .addOption(
      new Option(
        '--avatar-origins <list>',
        'sites that models and images may come from: https://…, with commas between (default: none)',
      )
        .env('MOUTHPIECE_AVATAR_ORIGINS')
        .argParser(readOrigins),
    )
    .option('--avatar-folder <path>', 'folder of GLB and VRM files that launches may name')
    .option('--no-spare', 'keep no page ready for the next avatar: less memory, slower launches')
    .addHelpText('after', EXAMPLE)
    .action(serve);
}

async function serve({ launchTimeout, ...flags }: Flags): Promise<void> {
  const signal = stopSignal();
  const { startDispatcher, createLog } = await import('../dispatcher/index.ts');
  const log = createLog();
  const dispatcher = await startDispatcher({
    ...flags,
    launchTimeoutMs: launchTimeout * 1000,
    log,
  });
  log.info(`Dispatcher ready at ${dispatcher.url}. Ctrl-C ends it.`);
  await aborted(signal);
  log.info('Shutting down: the avatars leave their rooms.');
  await dispatcher.close();
}

function readOrigins(text: string): string[] {
  const parsed = avatarOriginsSchema.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`${firstProblem(parsed.error)}.`);
  return parsed.data;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
