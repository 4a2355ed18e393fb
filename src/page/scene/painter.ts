import type { WebGLRenderer } from 'three';

/** A renderer together with the way to take its picture. */
export interface Painter {
  /** What draws, for people: such as `WebGL (NVIDIA …)`. */
  readonly name: string;
  /** What react-three-fiber draws with. */
  readonly renderer: Pick<WebGLRenderer, 'render' | 'setSize' | 'setPixelRatio' | 'dispose'>;
  /** True when a drawn frame is still on its way through the graphics process. */
  readonly busy: boolean;
  /** The picture just drawn. Call it in the task that drew. */
  takeFrame(timestampUs: number): VideoFrame;
  close(): void;
}
