// The other end of `user.ts`: a subscriber in a process of its own.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ServerAccess } from '../../src/programs/index.ts';
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

/** What can be asked, one thing at a time. */
export type Question = 'published' | 'seeing' | 'watch' | 'recording' | 'leave';

/** What is answered: a time for `published`, for `recording` what was seen and heard since it joined. */
export type Answer = { readonly error: string } | { readonly value?: number | Told };

export interface Told {
  readonly recording: Recording;
  /** How late the process itself was at worst (99 of 100 times) since it was asked to watch. */
  readonly ownDelayMs: number;
}

process.on('disconnect', () => process.exit());
const { server, room, region, originMs } = JSON.parse(process.argv[2]!) as Invitation;
const shiftMs = monotonicOriginMs() - originMs;
const user = new Subscriber(region);
const delays = monitorEventLoopDelay({ resolution: 5 });
const answers: Record<Question, () => Promise<number | Told | void>> = {
  published: async () => (await user.untilPublished()) + shiftMs,
  seeing: () => user.untilSeeing(),
  watch: async () => {
    delays.enable();
    delays.reset();
  },
  recording: async () => ({
    recording: shift(user.recording, shiftMs),
    ownDelayMs: delays.percentile(99) / 1e6,
  }),
  leave: async () => {
    await user.leave();
    process.exit();
  },
};
const answer = async (act: () => Promise<number | Told | void>) => {
  try {
    process.send!({ value: await act() });
  } catch (error) {
    process.send!({ error: error instanceof Error ? error.message : String(error) });
  }
};
process.on('message', (question: Question) => void answer(answers[question]));
await user.join(server, room);
process.send!({} satisfies Answer);

function shift({ sound, pictures }: Recording, byMs: number): Recording {
  const shifted = <T extends { readonly atMs: number }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, atMs: one.atMs + byMs }));
  return { sound: shifted(sound), pictures: shifted(pictures) };
}
