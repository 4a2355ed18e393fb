import type { FacePose } from '../face/index.ts';
import { makeBackground, parseBackground } from '../scene/backgrounds.ts';
import { CpuRenderer } from '../scene/cpu-renderer/index.ts';
import type { Head } from '../scene/head.ts';
import { loadHead } from '../scene/models/load-head.ts';
import { simplifyForCpu } from '../scene/simplify-material.ts';
import { Stage } from '../scene/stage.tsx';

/** Takes still pictures of one character, as the page draws it where there is no GPU. */
export class Studio {
  readonly #renderer: CpuRenderer;
  readonly #head: Head;
  readonly #stage: Stage;
  readonly #width: number;

  /**
   * Opens the studio.
   *
   * @param address of the character's GLB.
   * @param size of the pictures, in pixels; even numbers.
   * @throws {PageError} `bad_avatar`.
   */
  static async open(
    address: URL,
    size: { readonly width: number; readonly height: number },
  ): Promise<Studio> {
    const wanted = parseBackground(undefined, { base: address, origins: [] });
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
    return new Studio(renderer, head, stage, size.width);
  }

  private constructor(renderer: CpuRenderer, head: Head, stage: Stage, width: number) {
    this.#renderer = renderer;
    this.#head = head;
    this.#stage = stage;
    this.#width = width;
  }

  /**
   * Draws a pose.
   *
   * @param turnDeg turns the whole bust to the character's left, for a look from the side.
   */
  draw(pose: FacePose, turnDeg = 0): ImageData {
    this.#head.object.rotation.y = (turnDeg * Math.PI) / 180;
    this.#stage.draw(pose, 0).close();
    return new ImageData(this.#renderer.readPixels(), this.#width);
  }

  close(): void {
    this.#stage.close();
  }
}
