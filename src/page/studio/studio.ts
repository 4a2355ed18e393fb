import type { FacePose } from '../face/index.ts';
import { makeBackground, parseBackground } from '../scene/backgrounds.ts';
import { CpuRenderer } from '../scene/cpu-renderer/index.ts';
import { loadHead } from '../scene/models/load-head.ts';
import { simplifyForCpu } from '../scene/simplify-material.ts';
import { Stage } from '../scene/stage.tsx';

export interface StudioOptions {
  /** Size of the pictures in pixels; even numbers. */
  readonly width: number;
  readonly height: number;
  /** As the page's own option of this name. */
  readonly background?: string;
}

/** How a bust is looked at. */
interface View {
  /** The whole bust turned to the character's left, degrees. */
  readonly turnDeg?: number | undefined;
  /** Factor for every light. */
  readonly light?: number;
}

/** Takes still pictures of one character, as the page draws it where there is no GPU. */
export class Studio {
  readonly #renderer: CpuRenderer;
  readonly #stage: Stage;
  readonly #width: number;

  /**
   * Opens the studio.
   *
   * @param address of the character's GLB.
   * @throws {PageError} `bad_avatar` or `bad_options`.
   */
  static async open(
    address: URL,
    { width, height, background: asked }: StudioOptions,
  ): Promise<Studio> {
    const size = { width, height };
    const wanted = parseBackground(asked, { base: address, origins: [] });
    const [renderer, head, background] = await Promise.all([
      CpuRenderer.create(size),
      loadHead(address),
      makeBackground(wanted, size),
    ]);
    const painter = {
      name: 'CPU',
      renderer,
      busy: false,
      takeFrame: (timestampUs: number) => renderer.toVideoFrame(timestampUs),
      close: () => renderer.dispose(),
    };
    simplifyForCpu(head.object);
    const stage = await Stage.create({ painter, head, background, ...size });
    return new Studio(renderer, stage, width);
  }

  private constructor(renderer: CpuRenderer, stage: Stage, width: number) {
    this.#renderer = renderer;
    this.#stage = stage;
    this.#width = width;
  }

  /** Draws a pose: from the front and in the page's light, unless another view is asked for. */
  draw(pose: FacePose, { turnDeg = 0, light = 1 }: View = {}): ImageData {
    this.#stage.adjust({ zoom: 1, turnRad: (turnDeg * Math.PI) / 180, light });
    this.#stage.draw(pose, 0).close();
    return new ImageData(this.#renderer.readPixels(), this.#width);
  }

  close(): void {
    this.#stage.close();
  }
}
