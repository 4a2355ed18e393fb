import { findInSound, findPositionMs } from '../analysis/find-speech.ts';
import { firstAudibleMs, lastAudibleMs, restAfterMs } from '../analysis/interruption.ts';
import { readPictures, rhythm, type PictureTrack } from '../analysis/picture-track.ts';
import { measureSkew, measureSkewByLoudness, type SkewWindow } from '../analysis/skew.ts';
import { readSound, type SoundTrack } from '../analysis/sound-track.ts';
import type { Contender } from '../contenders/contender.ts';
import type { Utterance } from '../room/speaker.ts';
import type { RoomLog, SessionLog, Span } from './session.ts';

/** Everything that a session says, a value for each time that it was measured. */
export interface Samples {
  readonly firstSoundMs: readonly number[];
  readonly skew: readonly SkewWindow[];
  readonly skewByLoudnessMs: readonly number[];
  readonly silenceMs: readonly number[];
  readonly closedMs: readonly number[];
  readonly positionErrorMs: readonly number[];
  readonly fps: readonly number[];
  readonly maxGapMs: readonly number[];
  readonly restFps: readonly number[];
  readonly restMaxGapMs: readonly number[];
  /** Of all avatars of the session together; 100 is one core. */
  readonly cpuPercent: readonly number[];
  readonly restCpuPercent: readonly number[];
  /** What agents, users and server took meanwhile. */
  readonly benchCpuPercent: readonly number[];
  readonly pssMiB: readonly number[];
  readonly othersPercent: readonly number[];
  readonly ownDelayMs: readonly number[];
  /** Sizes in which pictures came. */
  readonly sizes: readonly string[];
  readonly notes: readonly string[];
}

const SEARCH_MS = 2500;
/** The part of a speech by which its begin is found. */
const HEAD_SEC = 1;

export async function evaluate(session: SessionLog): Promise<Samples> {
  const rooms = await Promise.all(
    session.rooms.map((room) => evaluateRoom(room, session.contender)),
  );
  const cpu = (spans: readonly Span[]) => spans.map((span) => cpuOf(session, span));
  const talking = talkingTogether(session.rooms);
  const others = session.machine.othersPercent(session.span.startMs, session.span.endMs);
  return {
    firstSoundMs: rooms.flatMap((room) => room.firstSoundMs),
    skew: rooms.flatMap((room) => room.skew),
    skewByLoudnessMs: rooms.flatMap((room) => room.skewByLoudnessMs),
    silenceMs: rooms.flatMap((room) => room.silenceMs),
    closedMs: rooms.flatMap((room) => room.closedMs),
    positionErrorMs: rooms.flatMap((room) => room.positionErrorMs),
    fps: rooms.flatMap((room) => room.fps),
    maxGapMs: rooms.flatMap((room) => room.maxGapMs),
    restFps: rooms.flatMap((room) => room.restFps),
    restMaxGapMs: rooms.flatMap((room) => room.restMaxGapMs),
    cpuPercent: cpu(talking),
    restCpuPercent: cpu([session.rooms[0]!.rest]),
    benchCpuPercent: talking.map((span) => benchCpuOf(session, span)),
    pssMiB: [session.pssMiB],
    othersPercent: [others],
    ownDelayMs: [session.ownDelayMs],
    sizes: [...new Set(rooms.flatMap((room) => room.sizes))],
    notes: session.notes,
  };
}

function cpuOf({ machine, pids }: SessionLog, { startMs, endMs }: Span): number {
  return pids.reduce((sum, pid) => sum + machine.cpuPercent(pid, startMs, endMs), 0);
}

function benchCpuOf(session: SessionLog, span: Span): number {
  const all = session.machine.cpuPercent(process.pid, span.startMs, span.endMs);
  return all - cpuOf(session, span);
}

/** While all rooms are at the same talk. */
function talkingTogether(rooms: readonly RoomLog[]): Span[] {
  return rooms[0]!.talks.map((_, i) => {
    const spans = rooms.map(({ talks }) => spanOf(talks[i]!));
    const startMs = Math.max(...spans.map((span) => span.startMs));
    return { startMs, endMs: Math.min(...spans.map((span) => span.endMs)) };
  });
}

function spanOf({ firstByteMs, finished }: Utterance): Span {
  return { startMs: firstByteMs, endMs: finished.atMs };
}

async function evaluateRoom(
  { recording, rest, talks, interruptions }: RoomLog,
  contender: Contender,
) {
  const sound = readSound(recording.sound);
  const pictures = readPictures(recording.pictures);
  const told = await Promise.all(
    talks.map((talk) => evaluateTalk(talk, sound, pictures, contender)),
  );
  const cut = interruptions.map((utterance) => evaluateCut(utterance, sound, pictures));
  const rhythms = talks.map((talk) => rhythm(pictures, talk.firstByteMs, talk.finished.atMs));
  const restRhythm = rhythm(pictures, rest.startMs, rest.endMs);
  return {
    firstSoundMs: [...talks, ...interruptions].map(
      ({ firstByteMs }) => firstAudibleMs(sound, firstByteMs) - firstByteMs,
    ),
    skew: told.flatMap(({ skew }) => skew),
    skewByLoudnessMs: told.map(({ byLoudnessMs }) => byLoudnessMs),
    silenceMs: cut.map(({ silenceMs }) => silenceMs),
    closedMs: cut.map(({ closedMs }) => closedMs),
    positionErrorMs: cut.map(({ positionErrorMs }) => positionErrorMs),
    fps: rhythms.map(({ fps }) => fps),
    maxGapMs: rhythms.map(({ maxGapMs }) => maxGapMs),
    restFps: [restRhythm.fps],
    restMaxGapMs: [restRhythm.maxGapMs],
    sizes: recording.pictures.map(({ width, height }) => `${width}x${height}`),
  };
}

async function evaluateTalk(
  { speech, firstByteMs }: Utterance,
  sound: SoundTrack,
  pictures: PictureTrack,
  { plan }: Contender,
) {
  const startMs = beginOf(speech, firstByteMs, sound);
  return {
    skew: measureSkew(sound, pictures, speech, await plan(speech), startMs),
    byLoudnessMs: measureSkewByLoudness(sound, pictures, startMs, speech.durationSec),
  };
}

function evaluateCut(
  { speech, firstByteMs, clearMs, finished, endMs }: Utterance,
  sound: SoundTrack,
  pictures: PictureTrack,
) {
  const silentMs = lastAudibleMs(sound, firstByteMs, endMs);
  return {
    silenceMs: silentMs - clearMs!,
    closedMs: restAfterMs(pictures, clearMs!, endMs),
    positionErrorMs: finished.positionSec * 1000 - findPositionMs(sound, speech, silentMs),
  };
}

/** When a speech's first sample was heard. */
function beginOf(speech: Utterance['speech'], firstByteMs: number, sound: SoundTrack): number {
  const range = { startMs: firstByteMs - 50, endMs: firstByteMs + SEARCH_MS };
  return findInSound(sound, speech, { startSec: 0, endSec: HEAD_SEC }, range);
}
