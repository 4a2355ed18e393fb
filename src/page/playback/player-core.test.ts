import { expect, test } from 'vitest';
import { PlayerCore, type PlayerEvent } from './player-core.ts';

const QUANTUM = 128;
const options = { startFrames: 256, resumeFrames: 512, fadeFrames: 64, progressFrames: 1024 };

/** The audio thread: commands come in between quanta. */
function setUp(overrides: Partial<typeof options> = {}) {
  const events: PlayerEvent[] = [];
  const core = new PlayerCore({ ...options, ...overrides }, (event) => events.push(event));
  const sound: number[] = [];
  let frame = 0;
  return {
    events,
    sound,
    types: () => events.filter(({ type }) => type !== 'progress').map(({ type }) => type),
    open: (segment: number) => core.handle({ type: 'open', segment }, frame),
    samples: (segment: number, count: number, value = 0.5) =>
      core.handle(
        { type: 'samples', segment, samples: new Float32Array(count).fill(value) },
        frame,
      ),
    close: (segment: number) => core.handle({ type: 'close', segment }, frame),
    buffer: (startFrames: number, resumeFrames: number) =>
      core.handle({ type: 'buffer', startFrames, resumeFrames }, frame),
    hold: (on: boolean) => core.handle({ type: 'hold', on }, frame),
    clear: () => core.handle({ type: 'clear' }, frame),
    run(quanta: number) {
      for (let i = 0; i < quanta; i++, frame += QUANTUM) {
        const out = new Float32Array(QUANTUM);
        core.process(out, frame);
        sound.push(...out);
      }
    },
  };
}

test('a segment starts when enough is there, plays every sample and ends', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 200);
  player.run(2);
  expect(player.types()).toEqual([]);
  player.samples(1, 200);
  player.close(1);
  player.run(4);
  expect(player.events).toEqual([
    { type: 'playing', segment: 1, mediaFrame: 0, clockFrame: 256 },
    { type: 'finished', segment: 1, mediaFrame: 400, clockFrame: 656, interrupted: false },
  ]);
  expect(player.sound.filter((sample) => sample === 0.5)).toHaveLength(400);
});

test('while it is held nothing begins, even what is whole; a clear still ends it', () => {
  const player = setUp();
  player.hold(true);
  player.open(1);
  player.samples(1, 400);
  player.close(1);
  player.run(4);
  expect(player.events).toEqual([]);
  player.clear();
  player.open(2);
  player.samples(2, 400);
  player.run(2);
  expect(player.types()).toEqual(['finished']);
  player.hold(false);
  player.run(2);
  expect(player.types()).toEqual(['finished', 'playing']);
});

test('what plays already goes on when it is held', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 300);
  player.run(1);
  player.hold(true);
  player.run(4);
  player.samples(1, 600);
  player.run(1);
  expect(player.types()).toEqual(['playing', 'starved', 'playing']);
});

test('a short segment does not wait for what will never come', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 10);
  player.close(1);
  player.run(1);
  expect(player.types()).toEqual(['playing', 'finished']);
});

test('how much must be there can change for what has not started or has run dry', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 300);
  player.run(4);
  player.buffer(1000, 800);
  player.samples(1, 700);
  player.run(1);
  expect(player.types()).toEqual(['playing', 'starved']);
  player.samples(1, 100);
  player.run(1);
  expect(player.types()).toEqual(['playing', 'starved', 'playing']);
});

test('an empty segment is finished without ever having started', () => {
  const player = setUp();
  player.open(1);
  player.close(1);
  player.run(1);
  expect(player.events).toEqual([
    { type: 'finished', segment: 1, mediaFrame: 0, clockFrame: 0, interrupted: false },
  ]);
});

test('the next segment begins in the frame after the last one’s end', () => {
  const player = setUp({ startFrames: 0 });
  for (const segment of [1, 2]) {
    player.open(segment);
    player.samples(segment, 200, segment / 4);
    player.close(segment);
  }
  player.run(4);
  expect(player.sound.slice(0, 400)).toEqual([
    ...Array.from({ length: 200 }, () => 0.25),
    ...Array.from({ length: 200 }, () => 0.5),
  ]);
  expect(player.events).toContainEqual({
    type: 'playing',
    segment: 2,
    mediaFrame: 0,
    clockFrame: 200,
  });
});

test('an underrun holds the position until enough is there again', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 300);
  player.run(4);
  player.samples(1, 400);
  player.run(2);
  expect(player.types()).toEqual(['playing', 'starved']);
  player.samples(1, 200);
  player.close(1);
  player.run(6);
  expect(player.types()).toEqual(['playing', 'starved', 'playing', 'finished']);
  expect(player.events.filter(({ type }) => type === 'playing')[1]).toMatchObject({
    mediaFrame: 300,
    clockFrame: 768,
  });
  expect(player.events.at(-1)).toMatchObject({ mediaFrame: 900 });
});

test('sound that stops runs out within the fade, without a jump', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 10_000);
  player.run(2);
  player.clear();
  player.run(2);
  const after = player.sound.slice(2 * QUANTUM);
  expect(after[0]).toBeLessThan(0.5);
  for (let i = 1; i < after.length; i++) expect(after[i]).toBeLessThanOrEqual(after[i - 1]!);
  expect(after.slice(options.fadeFrames).every((sample) => sample === 0)).toBe(true);
});

test('a clear ends every segment, in order, with what was heard of each', () => {
  const player = setUp();
  for (const segment of [1, 2, 3]) {
    player.open(segment);
    player.samples(segment, 1000);
  }
  player.run(3);
  player.clear();
  player.clear();
  player.run(10);
  expect(player.events.filter(({ type }) => type === 'finished')).toEqual(
    [384, 0, 0].map((mediaFrame, i) => ({
      type: 'finished',
      segment: i + 1,
      mediaFrame,
      clockFrame: 384,
      interrupted: true,
    })),
  );
});

test('what arrives late for a cleared segment is dropped, and the next one is whole', () => {
  const player = setUp();
  player.open(1);
  player.samples(1, 1000);
  player.run(1);
  player.clear();
  player.samples(1, 1000);
  player.close(1);
  player.run(4);
  player.open(2);
  player.samples(2, 300);
  player.close(2);
  player.run(4);
  expect(player.events.at(-1)).toMatchObject({ segment: 2, mediaFrame: 300, interrupted: false });
  expect(player.events.filter(({ type }) => type === 'finished')).toHaveLength(2);
});

test('whatever happens, each segment is finished exactly once and in order', () => {
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 30; round++) {
    const player = setUp();
    let opened = 0;
    for (let step = 0; step < 60; step++) {
      const choice = random();
      if (choice < 0.2) player.open(++opened);
      else if (choice < 0.5 && opened > 0) player.samples(opened, Math.floor(random() * 600));
      else if (choice < 0.65 && opened > 0) player.close(opened);
      else if (choice < 0.72) player.clear();
      else player.run(1 + Math.floor(random() * 3));
      // A stream closes before the next one opens.
      if (choice < 0.2 && opened > 1) player.close(opened - 1);
    }
    player.close(opened);
    player.run(200);
    const finished = player.events.filter(({ type }) => type === 'finished');
    expect(finished.map(({ segment }) => segment)).toEqual(
      Array.from({ length: opened }, (_, i) => i + 1),
    );
  }
});
