import type { AvatarOptions } from '../../protocol/index.ts';
import { avatarAddress } from './avatars.ts';
import { parseBackground } from './backgrounds.ts';
import { choosePainter } from './choose-painter.ts';
import { HeadModel } from './head-model.ts';
import { choosePictureSize } from './picture-size.ts';
import { Stage } from './stage.tsx';

/** What is drawn, and why so. */
export interface Picture {
  readonly renderer: string;
  readonly reason: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export interface OpenScene {
  readonly stage: Stage;
  readonly picture: Picture;
}

const DEFAULT_FPS = 30;

/**
 * Sets the scene that the options ask for.
 *
 * @throws {PageError} `bad_options`, `bad_avatar` or `unsupported_browser`.
 */
export async function openScene(options: AvatarOptions): Promise<OpenScene> {
  const background = parseBackground(options.background);
  const address = avatarAddress(options.avatar);
  const choice = choosePainter(options.renderer);
  const { width, height } = choosePictureSize(options, choice.size);
  const [head, painter] = await Promise.all([HeadModel.load(address), choice.open(width, height)]);
  const stage = await Stage.create({ painter, head, background, width, height });
  return {
    stage,
    picture: {
      renderer: painter.name,
      reason: choice.reason,
      width,
      height,
      fps: options.fps ?? DEFAULT_FPS,
    },
  };
}
