import type { HeadScene } from '../../../src/page/scene/cpu-renderer/fixtures/head.ts';

/** A way from a scene to a `VideoFrame`. */
export interface Contender {
  draw(stage: HeadScene, timestampUs: number): VideoFrame;
  close(): void;
}

/** Picture size and what is drawn with. */
export interface ContenderOptions {
  readonly renderer: 'cpu' | 'webgl';
  readonly width: number;
  readonly height: number;
  readonly antialias: boolean;
}
