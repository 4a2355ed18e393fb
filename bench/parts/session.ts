import { setTimeout as delay } from 'node:timers/promises';
import type { Speech } from '../../e2e/kit/wav.ts';
import type { LivekitServer } from '../../src/programs/index.ts';
import { pickLoudMoments } from '../analysis/loud-moments.ts';
import type { Contender, RunningAvatars } from '../contenders/contender.ts';
import { watchOwnDelay } from '../machine/own-delay.ts';
import type { MachineLog } from '../machine/usage.ts';
import { measurePssMiB, watchMachine } from '../machine/watch.ts';
import { openRoom } from '../room/open-room.ts';
import type { Recording } from '../room/recording.ts';
import { Speaker, type Utterance } from '../room/speaker.ts';
import { User } from '../room/user.ts';
import type { Told } from '../room/user-process.ts';

/** What happens in a session, one thing after the other. */
export interface Script {
  readonly restSec: number;
  readonly talks: readonly Speech[];
  readonly hummed: Speech;
  readonly interruptions: number;
}

/** What was done in one avatar's room. */
interface Act {
  readonly rest: Span;
  readonly talks: readonly Utterance[];
  readonly interruptions: readonly Utterance[];
}

/** One avatar's room. */
export interface RoomLog extends Act {
  readonly recording: Recording;
}

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** All that a session left behind, to be looked at in peace. */
export interface SessionLog {
  readonly contender: Contender;
  readonly rooms: readonly RoomLog[];
  readonly machine: MachineLog;
  readonly pids: readonly number[];
  readonly notes: readonly string[];
  readonly pssMiB: number;
  /** From the first to the last moment that is measured. */
  readonly span: Span;
  /** How late the latest of the processes that measure was at worst (99 of 100 times). */
  readonly ownDelayMs: number;
}

const SETTLE_MS = 2500;
const TALK_GAP_MS = 1000;
/** The picture must have come to rest, and stay there for a while. */
const CUT_GAP_MS = 1400;
/** Cuts fall between these moments of the speech. */
const CUT_BOUNDS = { fromSec: 1.2, toSec: 3.4 };

/**
 * Conversations don't begin in the same instant: the first words of all avatars are spread over this. An agent's
 * speech comes five times as fast as it is spoken, and that of four at once is a load that no service has.
 */
const SPREAD_SEC = 6;

/** Brings avatars into rooms of their own, lets all of them rest, talk and be interrupted beside each other. */
export async function runSession(
  server: LivekitServer,
  contender: Contender,
  script: Script,
  { avatars = 1, syncStreams = false } = {},
): Promise<SessionLog> {
  const rooms = await Promise.all(
    Array.from({ length: avatars }, () => openRoom(server, syncStreams)),
  );
  const people = await Promise.all(rooms.map((room) => Company.enter(server, room, contender)));
  let running: RunningAvatars | undefined;
  try {
    running = await contender.start(server, rooms);
    await Promise.all(people.map((company) => company.untilReady()));
    await delay(SETTLE_MS);
    const boundSec = PATIENCE_SEC + script.talks.reduce((sum, talk) => sum + talk.durationSec, 0);
    return await withinBound(observe(contender, running, people, script), contender.name, boundSec);
  } finally {
    await Promise.all(people.map((company) => company.leave()));
    await running?.stop();
  }
}

/** Beyond what is said. Four avatars on two cores have made a write of LiveKit's wait for ever. */
const PATIENCE_SEC = 240;

async function withinBound<T>(work: Promise<T>, who: string, boundSec: number): Promise<T> {
  const bound = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => bound.reject(new Error(`${who} was not done within ${boundSec.toFixed()} s.`)),
    boundSec * 1000,
  );
  try {
    return await Promise.race([work, bound.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function observe(
  contender: Contender,
  running: RunningAvatars,
  people: readonly Company[],
  script: Script,
): Promise<SessionLog> {
  const { pids, notes } = running;
  const watch = watchMachine();
  const ownDelay = watchOwnDelay();
  const startMs = performance.now();
  const acts = await Promise.all(
    people.map((company, i) => company.play(script, (SPREAD_SEC * i) / people.length)),
  );
  const span = { startMs, endMs: performance.now() };
  const agentsDelayMs = ownDelay();
  const machine = await watch.stop();
  const pssMiB = measurePssMiB(pids);
  const told = await Promise.all(people.map((company) => company.tell()));
  const rooms = acts.map((act, i) => ({ ...act, recording: told[i]!.recording }));
  const ownDelayMs = Math.max(agentsDelayMs, ...told.map((user) => user.ownDelayMs));
  return { contender, rooms, machine, pids, notes, pssMiB, span, ownDelayMs };
}

/** The agent and the user of one room. */
class Company {
  readonly #speaker: Speaker;
  readonly #user: User;

  private constructor(speaker: Speaker, user: User) {
    this.#speaker = speaker;
    this.#user = user;
  }

  static async enter(server: LivekitServer, room: string, { region }: Contender): Promise<Company> {
    const user = await User.invite(server, room, region);
    return new Company(await new Speaker().join(server, room), user);
  }

  async untilReady(): Promise<void> {
    await this.#user.untilPublished();
    await this.#user.untilSeeing();
  }

  async play({ restSec, talks, hummed, interruptions }: Script, afterSec: number): Promise<Act> {
    const restMs = performance.now();
    await delay(restSec * 1000);
    const rest = { startMs: restMs, endMs: performance.now() };
    await delay(afterSec * 1000);
    const told: Utterance[] = [];
    for (const speech of talks) told.push(await this.#speaker.speak(speech, TALK_GAP_MS));
    const cut: Utterance[] = [];
    for (const atSec of pickLoudMoments(hummed, interruptions, CUT_BOUNDS))
      cut.push(await this.#speaker.speak(hummed, CUT_GAP_MS, atSec));
    return { rest, talks: told, interruptions: cut };
  }

  /** What the user has heard and seen. */
  tell(): Promise<Told> {
    return this.#user.tell();
  }

  async leave(): Promise<void> {
    await Promise.all([this.#speaker.leave(), this.#user.leave()]);
  }
}
