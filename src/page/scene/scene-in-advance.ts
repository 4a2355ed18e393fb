import { createFacePose } from '../face/index.ts';
import { openScene, type OpenScene, type SceneOptions } from './open-scene.ts';

/** A scene that is set, and drawn once, before anybody asks for it: the first picture takes as long as twenty later ones. */
export class SceneInAdvance {
  readonly #key: string;
  readonly #scene: Promise<OpenScene>;
  /** Resolves when it is set, or can't be. */
  readonly ready: Promise<void>;

  constructor(options: SceneOptions) {
    this.#key = keyOf(options);
    this.#scene = setAndDraw(options);
    this.ready = this.#scene.then(
      () => undefined,
      () => undefined,
    );
  }

  /**
   * The scene that the options ask for: this one, or another if they ask for something else. To be called once.
   *
   * @throws {PageError} as {@link openScene}.
   */
  async take(options: SceneOptions): Promise<OpenScene> {
    if (keyOf(options) === this.#key) return this.#scene.catch(() => openScene(options));
    void this.#scene.then(
      ({ stage }) => stage.close(),
      () => undefined,
    );
    return openScene(options);
  }
}

async function setAndDraw(options: SceneOptions): Promise<OpenScene> {
  const scene = await openScene(options);
  scene.stage.draw(createFacePose(), 0).close();
  return scene;
}

/** All that a scene depends on. */
function keyOf({
  avatar,
  background,
  renderer,
  width,
  height,
  fps,
  avatarOrigins,
}: SceneOptions): string {
  return JSON.stringify([avatar, background, renderer, width, height, fps, avatarOrigins]);
}
