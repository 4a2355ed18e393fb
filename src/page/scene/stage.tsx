import { createRoot, extend, flushSync, type ReconcilerRoot } from '@react-three/fiber';
import {
  type Color,
  DirectionalLight,
  HemisphereLight,
  Light,
  type Object3D,
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

/** How a bust is looked at; 1, 0 and 1 are as designed. */
export interface StageLook {
  readonly zoom: number;
  /** Radians to the character's left. */
  readonly turnRad: number;
  /** Factor for every light. */
  readonly light: number;
}

/** A head in its light before a lens, drawn when asked to. */
export class Stage {
  readonly #root: ReconcilerRoot<HTMLCanvasElement>;
  readonly #advance: (timeMs: number) => void;
  readonly #head: Head;
  readonly #painter: Painter;
  readonly #camera: PerspectiveCamera;
  /** With the intensity that each has by design. */
  readonly #lights: ReadonlyMap<Light, number>;
  #stale = true;

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
    const { advance, scene } = store.getState();
    return new Stage(root, advance, head, painter, camera, lightsOf(scene));
  }

  private constructor(
    root: ReconcilerRoot<HTMLCanvasElement>,
    advance: (timeMs: number) => void,
    head: Head,
    painter: Painter,
    camera: PerspectiveCamera,
    lights: ReadonlyMap<Light, number>,
  ) {
    this.#camera = camera;
    this.#lights = lights;
    this.#root = root;
    this.#advance = advance;
    this.#head = head;
    this.#painter = painter;
  }

  /** Changes lens, light and the way that the bust faces, for a look at the model. */
  adjust({ zoom, turnRad, light }: StageLook): void {
    this.#camera.zoom = zoom;
    this.#camera.updateProjectionMatrix();
    this.#head.object.rotation.y = turnRad;
    for (const [source, intensity] of this.#lights) source.intensity = intensity * light;
    this.#stale = true;
  }

  /** True when the same pose would make another picture than the last one: size, lens or light have changed. */
  get stale(): boolean {
    return this.#stale;
  }

  /** True when the last frame has not been drawn yet: drawing now would only make it later. */
  get busy(): boolean {
    return this.#painter.busy;
  }

  /** Draws the head in this pose and returns the picture; the caller closes it. */
  draw(pose: FacePose, timestampUs: number): VideoFrame {
    this.#stale = false;
    this.#head.apply(pose);
    this.#advance(timestampUs / 1000);
    return this.#painter.takeFrame(timestampUs);
  }

  /** The last picture once more, as of another time; undefined where drawing it again is as well. The caller closes it. */
  again(timestampUs: number): VideoFrame | undefined {
    return this.#painter.takeAgain?.(timestampUs);
  }

  /** Draws in another size of the same shape from now on, in pixels. */
  resize(width: number, height: number): void {
    this.#painter.renderer.setSize(width, height);
    this.#stale = true;
  }

  close(): void {
    this.#root.unmount();
    this.#painter.close();
  }
}

function lightsOf(scene: Object3D): Map<Light, number> {
  const lights = new Map<Light, number>();
  scene.traverse((node) => {
    if (node instanceof Light) lights.set(node, node.intensity);
  });
  return lights;
}
