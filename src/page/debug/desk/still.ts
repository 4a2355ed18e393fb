import type { AvatarOptions } from '../../../protocol/index.ts';
import type { FacePose } from '../../face/index.ts';
import type { ProbeEventOf } from '../../probe/index.ts';
import { openScene, type OpenScene, type StageLook } from '../../scene/index.ts';

/** Draws faces of other moments, beside the live picture: a stage of its own, set when first asked. */
export class Still {
  readonly canvas = document.createElement('canvas');
  look: StageLook | undefined;
  #opening: Promise<OpenScene> | undefined;
  #scene: OpenScene | undefined;
  #wanted: FacePose | undefined;

  /** Draws a face in the scene that a session told of. What is asked while it opens is drawn last. */
  async draw(pose: FacePose, told: ProbeEventOf<'scene'>): Promise<void> {
    this.#wanted = pose;
    this.#opening ??= openScene(optionsOf(told));
    this.#scene = await this.#opening;
    if (this.#wanted !== pose) return;
    const { stage, picture } = this.#scene;
    if (this.look) stage.adjust(this.look);
    const frame = stage.draw(pose, performance.now() * 1000);
    this.canvas.width = picture.width;
    this.canvas.height = picture.height;
    this.canvas.getContext('2d')!.drawImage(frame, 0, 0);
    frame.close();
  }

  /** The next face may be of another scene. */
  reset(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    void opening?.then(({ stage }) => stage.close());
  }
}

/** Our own rasteriser draws stills: it needs no GPU and its picture is the same everywhere. */
function optionsOf({ avatar, background, width, height }: ProbeEventOf<'scene'>): AvatarOptions {
  return {
    ...(avatar === undefined ? {} : { avatar }),
    ...(background === undefined ? {} : { background }),
    width,
    height,
    renderer: 'cpu',
  };
}
