import { parseArgs } from 'node:util';

/** What can be measured by itself, with `--only`. */
const PARTS = [
  'launch',
  'first-sound',
  'skew',
  'frames',
  'cpu',
  'interrupt',
  'busy',
  'scale',
  'stall',
  'long',
  'ruler',
] as const;

export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly parts: ReadonlySet<Part>;
  /** Names of contenders; all when empty. */
  readonly contenders: readonly string[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly full: boolean;
  readonly write: boolean;
  readonly patienceSec: number;
  /** The only ones that avatars run on; any when empty. */
  readonly cores: readonly number[];
  /** Rooms in which receivers keep sound and picture in step. */
  readonly syncStreams: boolean;
}

const HELP = `npm run bench -- [options]
  --only a,b          parts: ${PARTS.join(', ')}
  --contenders a,b    cpu, webgl and hidden (a tab behind another; at 640x360), peer, or full names such as cpu-1280x720
  --rounds n          turns of each contender (3; 1 with --quick or --only)
  --quick             one round, fewer repetitions
  --full              adds eight avatars at once, and ten minutes of speech
  --patience seconds  how long to wait for a quiet machine before each turn (60; 0 with --quick)
  --cores a,b         avatars run on these processor cores alone, and the bench on the others
  --sync-streams      in rooms with LiveKit's sync_streams, which are not the default
  --write             writes docs/performance.md; only for a whole run on a quiet machine`;

/** Parts that need an hour, or that only --full has. */
const ONLY_FULL: readonly Part[] = ['long'];

/** @throws when an option is unknown; the message says what is known. */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      contenders: { type: 'string', default: '' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      patience: { type: 'string' },
      cores: { type: 'string', default: '' },
      'sync-streams': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 'help';
  }
  const { quick, full, write, only } = values;
  if (write && (only !== undefined || quick || values.contenders || values['sync-streams']))
    throw new Error(
      '--write wants a whole run: without --only, --contenders, --quick and --sync-streams.',
    );
  return {
    parts: new Set(only ? split(only).map(toPart) : defaultParts(full)),
    contenders: split(values.contenders),
    rounds: Number(values.rounds ?? (quick || only ? 1 : 3)),
    quick,
    full,
    write,
    cores: split(values.cores).map(toCore),
    syncStreams: values['sync-streams'],
    patienceSec: Number(values.patience ?? (quick || only ? 0 : 60)),
  };
}

function defaultParts(full: boolean): Part[] {
  return PARTS.filter((part) => full || !ONLY_FULL.includes(part));
}

function toPart(name: string): Part {
  const part = PARTS.find((known) => known === name);
  if (!part) throw new Error(`There is no part "${name}"; known are ${PARTS.join(', ')}.`);
  return part;
}

function toCore(text: string): number {
  const core = Number(text);
  if (!Number.isInteger(core) || core < 0)
    throw new Error(`"${text}" is no core: give numbers from 0 on, such as --cores 0,1.`);
  return core;
}

function split(list: string): string[] {
  return list.split(',').filter((name) => name !== '');
}
