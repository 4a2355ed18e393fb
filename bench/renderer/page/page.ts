import { type HeadScene, loadHead } from '../../../src/page/scene/cpu-renderer/fixtures/head.ts';
import type { Contender, ContenderOptions } from './contender.ts';
import { createCpuContender } from './cpu-contender.ts';
import { FramePump } from './frame-pump.ts';
import { createWebGlContender } from './webgl-contender.ts';

const stage = await loadHead('/avatars/mira.glb');
let contender: Contender | undefined;
let pump: FramePump | undefined;
let tick = 0;

/** Speech, more or less: the jaw moves, the head sways. */
function pose({ head, setWeights }: HeadScene, frame: number): void {
  const open = Math.abs(Math.sin(frame / 3)) * 0.6;
  setWeights({ jawOpen: open, mouthFunnel: open * 0.2 });
  head.rotation.y = Math.sin(frame / 40) * 0.06;
}

function drawNext(): VideoFrame {
  if (!contender) throw new Error('No contender: call use() first.');
  pose(stage, tick++);
  return contender.draw(stage, tick * 33_333);
}

const bench = {
  async use(options: ContenderOptions): Promise<void> {
    contender?.close();
    const create = options.renderer === 'cpu' ? createCpuContender : createWebGlContender;
    contender = await create(options);
    bench.time(10);
  },
  /** Draws so many frames as fast as it goes; returns how long each took, in ms. */
  time(frames: number): number[] {
    return Array.from({ length: frames }, () => {
      const startMs = performance.now();
      drawNext().close();
      return performance.now() - startMs;
    });
  },
  /** Draws 30 frames a second into a video track until `stop`. */
  start(): void {
    pump = new FramePump(drawNext);
  },
  /** Returns how many frames were drawn since `start`. */
  stop(): number {
    pump?.close();
    return pump?.frames ?? 0;
  },
};

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
