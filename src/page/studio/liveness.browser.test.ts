import { beforeAll, describe, expect, test } from 'vitest';
import { createFacePose, CueLog, Face } from '../face/index.ts';
import { Studio } from './studio.ts';

/*
 * Half a minute of a face that has nothing to do, as it is drawn: frame by frame, faster than life.
 */

const FPS = 30;
const FRAMES = 30 * FPS;
const SIDE = 128;
/** The pictures are looked at through squares of this many pixels, as one does from afar. */
const SQUARE = 4;

/** A film as brightness, 0 to 255, of the squares of each frame. */
type Film = readonly Float32Array[];

async function record(state: string): Promise<Film> {
  const studio = await Studio.open(new URL('/avatars/mira.glb', location.href), {
    width: SIDE,
    height: SIDE,
  });
  const face = new Face({ seed: 1 });
  const pose = createFacePose();
  const cues = new CueLog();
  cues.setState(state, -60);
  const film = Array.from({ length: FRAMES }, (_, i) => {
    face.evaluate(i / FPS, cues, pose);
    return squaresOf(studio.draw(pose));
  });
  studio.close();
  return film;
}

function squaresOf({ data, width, height }: ImageData): Float32Array {
  const across = width / SQUARE;
  const squares = new Float32Array((across * height) / SQUARE);
  for (let i = 0; i < width * height; i++) {
    const square = Math.floor(i / width / SQUARE) * across + Math.floor((i % width) / SQUARE);
    squares[square]! += data[4 * i + 1]! / SQUARE ** 2;
  }
  return squares;
}

/** Mean difference of two frames, in steps of brightness. */
function difference(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** How much happens in the second in which least happens. */
function stillestSecond(film: Film): number {
  let stillest = Infinity;
  for (let from = 0; from + FPS <= film.length; from += FPS / 2) {
    const second = film.slice(from, from + FPS);
    stillest = Math.min(
      stillest,
      Math.max(...second.map((frame) => difference(frame, second[0]!))),
    );
  }
  return stillest;
}

/** The film's likeness to itself at the lag where it is greatest: 1 is a loop, 0 is chance. */
function mostRepeated(film: Film): number {
  const chance = meanDifference(film, (i) => (i * 397) % film.length);
  let most = -Infinity;
  for (let lag = 2 * FPS; lag <= film.length / 2; lag += 3) {
    most = Math.max(most, 1 - meanDifference(film, (i) => i + lag) / chance);
  }
  return most;
}

function meanDifference(film: Film, partner: (i: number) => number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < film.length; i += 5) {
    const other = film[partner(i)];
    if (!other) break;
    sum += difference(film[i]!, other);
    count++;
  }
  return sum / count;
}

describe.each(['idle', 'listening'])('half a minute of %s', (state) => {
  let film: Film;
  beforeAll(async () => (film = await record(state)), 60_000);

  test('has no frozen second', () => {
    expect(stillestSecond(film)).toBeGreaterThan(0.2);
  });

  test('has no cycle', () => {
    expect(mostRepeated(film)).toBeLessThan(0.6);
  });

  test('would be caught if it froze, or played in a loop', () => {
    const frozen = film.map((frame, i) => (i > 300 && i < 345 ? film[300]! : frame));
    expect(stillestSecond(frozen)).toBe(0);
    const loop = film.map((_, i) => film[i % 240]!);
    expect(mostRepeated(loop)).toBeCloseTo(1, 5);
  });
});
