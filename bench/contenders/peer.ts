import path from 'node:path';
import type { Speech } from '../../e2e/kit/wav.ts';
import type { LivekitServer } from '../../src/programs/index.ts';
import { loudnessOf, LOUDNESS_STEP_MS } from '../analysis/sound-track.ts';
import { preparePython } from '../peer/python.ts';
import { mintAvatarToken } from './avatar-token.ts';
import { startChild, type Child } from './child.ts';
import type { Contender, RunningAvatars } from './contender.ts';

const WIDTH = 1280;
const HEIGHT = 720;
const FPS = 30;
const PLAN_HZ = 100;
const SCRIPT = path.join(import.meta.dirname, '../peer/level_avatar.py');
/** In the middle of the meter, which fills the picture's middle. */
const METER = { left: 0.4, right: 0.6, top: 0.1, bottom: 0.9 };

/** LiveKit's own avatar worker for Python, with a level meter for a face. */
export function peer(): Contender {
  return {
    name: 'peer',
    peer: true,
    width: WIDTH,
    height: HEIGHT,
    region: METER,
    plan: async (speech) => planLevel(speech),
    prepareCommand: prepareWorker,
    // LiveKit's reference dispatcher starts a process for every avatar.
    launchWarm: async () => [],
    start: startWorkers,
  };
}

async function startWorkers(
  server: LivekitServer,
  rooms: readonly string[],
): Promise<RunningAvatars> {
  const workers: Child[] = [];
  for (const room of rooms) workers.push((await prepareWorker(server, room))());
  return {
    pids: workers.map(({ pid }) => pid),
    notes: [`AvatarRunner with a level meter at ${WIDTH}x${HEIGHT}`],
    stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))),
  };
}

async function prepareWorker(server: LivekitServer, room: string): Promise<() => Child> {
  const [python, token] = [await preparePython(), await mintAvatarToken(server, room)];
  const picture = `${WIDTH}x${HEIGHT}@${FPS}`;
  return () =>
    startChild(python, [SCRIPT], {
      LIVEKIT_URL: server.url,
      LIVEKIT_TOKEN: token,
      PICTURE: picture,
    });
}

/** The meter shows the level of a frame's own sound from when the frame begins until the next. */
function planLevel({ samples, sampleRateHz, durationSec }: Speech): Float32Array {
  const fine = loudnessOf(samples, sampleRateHz);
  const perFrame = 1000 / FPS / LOUDNESS_STEP_MS;
  const levels = Array.from({ length: Math.ceil(durationSec * FPS) }, (_, frame) => {
    const part = fine.subarray(Math.round(frame * perFrame), Math.round((frame + 1) * perFrame));
    return Math.sqrt(Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / (part.length || 1)));
  });
  return Float32Array.from({ length: durationSec * PLAN_HZ }, (_, i) => {
    const at = (i * FPS) / PLAN_HZ;
    const from = levels[Math.floor(at)]!;
    return from + (at % 1) * ((levels[Math.floor(at) + 1] ?? from) - from);
  });
}
