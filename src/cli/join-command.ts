import { Option, type Command } from 'commander';
import { readJoinOptions, type JoinFlags } from './join-options.ts';
import { stopSignal } from './stop-signal.ts';

const EXAMPLE = `
Example:
  mouthpiece join --url wss://my.livekit.cloud --token "$TOKEN" --controller my-agent
  mouthpiece join --room lobby --controller my-agent    (token minted with LIVEKIT_API_KEY and LIVEKIT_API_SECRET)`;

/** `mouthpiece join` */
export function addJoinCommand(program: Command): void {
  program
    .command('join')
    .description('Bring one avatar into a room; ends when the avatar has left it.')
    .addOption(
      new Option('--url <address>', 'LiveKit server, wss://…')
        .env('LIVEKIT_URL')
        .makeOptionMandatory(),
    )
    .addOption(new Option('--token <jwt>', 'the avatar’s access token').env('LIVEKIT_TOKEN'))
    .option('--room <name>', 'instead of a token: room to mint one for')
    .option(
      '--identity <name>',
      'instead of a token: the avatar’s identity (default: avatar_worker)',
    )
    .option('--controller <identity>', 'the agent to obey (default: the one that the token names)')
    .option(
      '--avatar <name>',
      'who appears: a name of the cast, or a GLB or VRM: file or https address',
    )
    .option('--width <pixels>', 'width of the picture')
    .option('--height <pixels>', 'height of the picture')
    .option('--fps <number>', 'frames per second')
    .option('--background <what>', 'preset, colour as #rrggbb, or image: file or https address')
    .option('--renderer <kind>', 'auto, webgl or cpu')
    .option(
      '--codec <name>',
      'auto (H.264 where there is an encoder, else VP8), h264, vp8, vp9 or av1',
    )
    .option('--simulcast', 'send the picture in several sizes, for rooms of many')
    .option('--controller-timeout <seconds>', 'leave when the agent has been away so long')
    .option('--headed', 'show the avatar in a window, on the workbench', false)
    .addHelpText('after', EXAMPLE)
    .action(join);
}

async function join(flags: JoinFlags): Promise<void> {
  const signal = stopSignal();
  const options = await readJoinOptions(flags);
  const { runAvatar } = await import('../host/index.ts');
  const { describeStatus } = await import('./describe-status.ts');
  const final = await runAvatar({
    ...options,
    headed: flags.headed,
    signal,
    onStatus: (status) => {
      if (status.state !== 'failed')
        process.stdout.write(`${describeStatus(status, options.url)}\n`);
    },
    onWarning: say,
    onMessage: ({ level, text }) => {
      if (level === 'error' || process.env['DEBUG']) say(`page: ${text}`);
    },
  });
  if (final.state === 'failed') throw new Error(final.message);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
