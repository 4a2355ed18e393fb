// A user in a process of its own, who tells what was heard and seen: agents and users that share one share
// WebRTC's threads too, and a flood that one sends is heard by the other as silence.
import type { ServerAccess } from '../../src/programs/index.ts';
import { readSound } from '../analysis/sound-track.ts';
import type { Recording } from '../room/recording.ts';
import { Subscriber } from '../room/subscriber.ts';

/** Where to listen. */
export interface Invitation {
  readonly server: ServerAccess;
  readonly room: string;
}

/** What is to be told. */
export interface Question {
  readonly startEpochMs: number;
  /** Looked at, from the first sound after the start on. */
  readonly watchedSec: number;
  /** Shorter ones are no silences. */
  readonly silenceMs: number;
}

/** What was heard and seen. */
export interface Answer {
  /** In speech that has none. */
  readonly silences: number;
  readonly longestSilenceMs: number;
  readonly longestGapMs: number;
  readonly fps: number;
}

/** Of the picture nothing but its times is wanted. */
const REGION = { left: 0.45, right: 0.55, top: 0.5, bottom: 0.6 };
/** As long as a block of the recording. */
const BLOCK_MS = 10;

if (process.send) {
  const { server, room } = JSON.parse(process.argv[2]!) as Invitation;
  const user = await new Subscriber(REGION).join(server, room);
  process.on('message', (question: Question) => process.send!(look(user.recording, question)));
  process.on('disconnect', () => process.exit());
  await user.untilSeeing();
  process.send('seeing');
}

function look({ sound, pictures }: Recording, question: Question): Answer {
  const { startEpochMs, watchedSec, silenceMs } = question;
  const startMs = startEpochMs - performance.timeOrigin;
  const { audible, endsMs } = readSound(sound);
  const first = audible.findIndex((isLoud, i) => isLoud === 1 && endsMs[i]! > startMs);
  if (first < 0) throw new Error('Nothing of the long segment was heard.');
  const fromMs = endsMs[first]!;
  const heard = audible.subarray(first, first + (watchedSec * 1000) / BLOCK_MS);
  const silences = runsOfSilence(heard).filter((ms) => ms >= silenceMs);
  const times = pictures
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs >= fromMs && atMs < fromMs + watchedSec * 1000);
  const gaps = times.slice(1).map((atMs, i) => atMs - times[i]!);
  return {
    silences: silences.length,
    longestSilenceMs: Math.max(0, ...silences),
    longestGapMs: Math.max(0, ...gaps),
    fps: times.length / watchedSec,
  };
}

/** Their lengths in milliseconds. */
function runsOfSilence(audible: Uint8Array): number[] {
  const runs: number[] = [];
  let length = 0;
  for (const isLoud of [...audible, 1]) {
    if (isLoud === 0) length += BLOCK_MS;
    else if (length > 0) {
      runs.push(length);
      length = 0;
    }
  }
  return runs;
}
