import type { AvatarOptions } from '../../protocol/index.ts';
import { PageError } from '../room/index.ts';
import { avatarAddress } from './avatars.ts';
import { parseBackground } from './backgrounds.ts';
import { HeadModel } from './head-model.ts';
import { Stage } from './stage.tsx';
import { createWebGlPainter, probeWebGl } from './webgl-painter.ts';

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
/** Without a GPU, a picture of this size leaves time for everything else. */
const SOFTWARE_SIZE = { width: 640, height: 360 };
const GPU_SIZE = { width: 1280, height: 720 };

/**
 * Sets the scene that the options ask for.
 *
 * @throws {PageError} `bad_options`, `bad_avatar` or `unsupported_browser`.
 */
export async function openScene(options: AvatarOptions): Promise<OpenScene> {
  const background = parseBackground(options.background);
  const address = avatarAddress(options.avatar);
  const webGl = probeWebGl();
  if (!webGl) {
    throw new PageError(
      'unsupported_browser',
      'This browser has no WebGL 2. Use a current Chrome or Chromium, and allow WebGL in its settings.',
    );
  }
  const { width, height } = chooseSize(options, webGl.software ? SOFTWARE_SIZE : GPU_SIZE);
  const head = await HeadModel.load(address);
  const painter = createWebGlPainter(width, height, webGl);
  const stage = await Stage.create({ painter, head, background, width, height });
  const reason = webGl.software ? 'there is no GPU' : 'there is a GPU';
  return {
    stage,
    picture: { renderer: painter.name, reason, width, height, fps: options.fps ?? DEFAULT_FPS },
  };
}

/** What is asked for; a missing side follows from the other at 16:9. Video wants even numbers. */
export function chooseSize(
  wanted: { width?: number | undefined; height?: number | undefined },
  fallback: { width: number; height: number },
): { width: number; height: number } {
  const width = wanted.width ?? (wanted.height ? (wanted.height * 16) / 9 : fallback.width);
  const height = wanted.height ?? (wanted.width ? (wanted.width * 9) / 16 : fallback.height);
  return { width: toEven(width), height: toEven(height) };
}

function toEven(pixels: number): number {
  return Math.round(pixels / 2) * 2;
}
