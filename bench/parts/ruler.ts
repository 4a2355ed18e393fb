import { setTimeout as delay } from 'node:timers/promises';
import type { LivekitServer } from '../../src/programs/index.ts';
import { findInSound } from '../analysis/find-speech.ts';
import { readPictures } from '../analysis/picture-track.ts';
import { measureSkew } from '../analysis/skew.ts';
import { readSound } from '../analysis/sound-track.ts';
import { median } from '../analysis/stats.ts';
import { planMouth } from '../contenders/mouth-plan.ts';
import { KnownSource } from '../room/known-source.ts';
import { openRoom } from '../room/open-room.ts';
import { loadTalk } from '../room/speech.ts';
import { User } from '../room/user.ts';

/** What the ruler reads where the truth is known. */
export interface RulerReading {
  /** By how much the picture was handed to WebRTC after its sound. */
  readonly shiftMs: number;
  /** What was read, window by window. */
  readonly skewMs: readonly number[];
  /** From a sample's handing over until it was heard. */
  readonly transportMs: number;
}

/** Shifts whose difference must be read. */
const SHIFTS_MS = [0, 200];
const SETTLE_MS = 3000;
const TAIL_MS = 800;
const WHOLE = { left: 0.1, right: 0.9, top: 0, bottom: 1 };

/** Checks the whole of the measuring, network and decoders included, on a source that is known. */
export async function checkRuler(
  server: LivekitServer,
  syncStreams = false,
): Promise<RulerReading[]> {
  const readings: RulerReading[] = [];
  for (const shiftMs of SHIFTS_MS) readings.push(await read(server, shiftMs, syncStreams));
  return readings;
}

async function read(
  server: LivekitServer,
  shiftMs: number,
  syncStreams: boolean,
): Promise<RulerReading> {
  const [room, talk] = [await openRoom(server, syncStreams), await loadTalk()];
  const plan = await planMouth(talk);
  const user = await User.invite(server, room, WHOLE);
  const source = await new KnownSource().join(server, room, talk);
  try {
    // The receiver's buffers find their length with the first speech; the second is measured.
    await source.play(talk, plan, shiftMs);
    await delay(SETTLE_MS);
    const startMs = await source.play(talk, plan, shiftMs);
    await delay(TAIL_MS);
    const { recording } = await user.tell();
    const [sound, pictures] = [readSound(recording.sound), readPictures(recording.pictures)];
    const range = { startMs, endMs: startMs + 1500 };
    const heardMs = findInSound(sound, talk, { startSec: 0, endSec: 1 }, range);
    const windows = measureSkew(sound, pictures, talk, plan, heardMs);
    const skewMs = windows.map((window) => window.skewMs);
    return { shiftMs, skewMs, transportMs: heardMs - startMs };
  } finally {
    await Promise.all([source.leave(), user.leave()]);
  }
}

/** What must be added to a reading of a picture that is in time: 0 for a perfect ruler. */
export function biasOf(readings: readonly RulerReading[]): number {
  return median(readings.flatMap(({ shiftMs, skewMs }) => skewMs.map((skew) => skew - shiftMs)));
}
