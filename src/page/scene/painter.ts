import type { Camera, Object3D } from 'three';

/** What of three's renderers is needed here. */
interface ThreeRenderer {
  render(scene: Object3D, camera: Camera): void;
  setSize(width: number, height: number): void;
  setPixelRatio(ratio: number): void;
  dispose(): void;
}

/** A renderer together with the way to take its picture. */
export interface Painter {
  /** What draws, for people: such as `WebGL (NVIDIA …)`. */
  readonly name: string;
  /** What react-three-fiber draws with. */
  readonly renderer: ThreeRenderer;
  /** True when a drawn frame is still on its way through the graphics process. */
  readonly busy: boolean;
  /** The picture just drawn. Call it in the task that drew. */
  takeFrame(timestampUs: number): VideoFrame;
  /**
   * The last picture once more, as of another time; only where it is kept, and costs less than drawing it again. Never a
   * `VideoFrame` of another one: to Chromium that stays captured when the other was, and receivers time it wrongly.
   */
  readonly takeAgain?: (timestampUs: number) => VideoFrame;
  close(): void;
}
