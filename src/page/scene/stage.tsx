import { createRoot, extend, flushSync, type ReconcilerRoot } from '@react-three/fiber';
import {
  type Color,
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  type Texture,
  type WebGLRenderer,
} from 'three';
import type { FacePose } from '../face/index.ts';
import { frameHead } from './framing.ts';
import type { Head } from './head.ts';
import type { Painter } from './painter.ts';
import { Portrait } from './Portrait.tsx';

extend({ DirectionalLight, HemisphereLight });

/** A head in its light before a lens, drawn when asked to. */
export class Stage {
  readonly #root: ReconcilerRoot<HTMLCanvasElement>;
  readonly #advance: (timeMs: number) => void;
  readonly #head: Head;
  readonly #painter: Painter;

  static async create(options: {
    painter: Painter;
    head: Head;
    background: Color | Texture;
    width: number;
    height: number;
  }): Promise<Stage> {
    const { painter, head, background, width, height } = options;
    const camera = new PerspectiveCamera();
    frameHead(camera, head.measures, width / height);
    // react-three-fiber wants a canvas to hang its root on; what is drawn on is the painter's.
    const root = createRoot(document.createElement('canvas'));
    await root.configure({
      gl: () => painter.renderer as unknown as WebGLRenderer,
      frameloop: 'never',
      flat: true,
      dpr: 1,
      size: { width, height, top: 0, left: 0 },
      camera: Object.assign(camera, { manual: true }),
      scene: { background },
      events: undefined as never,
    });
    const store = flushSync(() => root.render(<Portrait head={head.object} />));
    return new Stage(root, store.getState().advance, head, painter);
  }

  private constructor(
    root: ReconcilerRoot<HTMLCanvasElement>,
    advance: (timeMs: number) => void,
    head: Head,
    painter: Painter,
  ) {
    this.#root = root;
    this.#advance = advance;
    this.#head = head;
    this.#painter = painter;
  }

  /** True when the last frame has not been drawn yet: drawing now would only make it later. */
  get busy(): boolean {
    return this.#painter.busy;
  }

  /** Draws the head in this pose and returns the picture; the caller closes it. */
  draw(pose: FacePose, timestampUs: number): VideoFrame {
    this.#head.apply(pose);
    this.#advance(timestampUs / 1000);
    return this.#painter.takeFrame(timestampUs);
  }

  /** Draws in another size of the same shape from now on, in pixels. */
  resize(width: number, height: number): void {
    this.#painter.renderer.setSize(width, height);
  }

  close(): void {
    this.#root.unmount();
    this.#painter.close();
  }
}
