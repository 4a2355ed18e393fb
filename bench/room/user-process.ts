// The other end of `user.ts`: a subscriber in a process of its own.
import type { ServerAccess } from '../../src/programs/index.ts';
import { watchOwnDelay } from '../machine/own-delay.ts';
import { monotonicOriginMs } from './clock.ts';
import type { Region } from './crop.ts';
import type { Recording } from './recording.ts';
import { Subscriber } from './subscriber.ts';

/** Where to listen. */
export interface Invitation {
  readonly server: ServerAccess;
  readonly room: string;
  readonly region: Region;
  /** Of the clock on which times are told. */
  readonly originMs: number;
}

/** What can be asked, one thing at a time, and what the answer is. */
export interface Answers {
  /** When both tracks had been published. */
  readonly published: number;
  readonly seeing: void;
  readonly recording: Told;
  readonly leave: void;
}

export type Question = keyof Answers;

export type Reply = { readonly error: string } | { readonly value?: Answers[Question] };

/** What was seen and heard since the user joined. */
export interface Told {
  readonly recording: Recording;
  /** How late the process itself was at worst (99 of 100 times) since the first pictures; NaN when nobody waited for them. */
  readonly ownDelayMs: number;
}

const { server, room, region, originMs } = JSON.parse(process.argv[2]!) as Invitation;
const shiftMs = monotonicOriginMs() - originMs;
const user = new Subscriber(region);
let ownDelay = () => NaN;
const answers: { readonly [Q in Question]: () => Promise<Answers[Q]> } = {
  published: async () => (await user.untilPublished()) + shiftMs,
  seeing: async () => {
    await user.untilSeeing();
    ownDelay = watchOwnDelay();
  },
  recording: async () => ({
    recording: shift(user.recording, shiftMs),
    ownDelayMs: ownDelay(),
  }),
  leave: async () => {
    await user.leave();
    process.exit();
  },
};
const reply = (content: Reply) => process.send!(content);
const answer = async (question: Question) => {
  try {
    reply({ value: await answers[question]() });
  } catch (error) {
    reply({ error: error instanceof Error ? error.message : String(error) });
  }
};
process.on('message', (question: Question) => void answer(question));
await user.join(server, room);
reply({});

function shift({ sound, pictures }: Recording, byMs: number): Recording {
  const shifted = <T extends { readonly atMs: number }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, atMs: one.atMs + byMs }));
  return { sound: shifted(sound), pictures: shifted(pictures) };
}
