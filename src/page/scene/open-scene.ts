import type { AvatarOptions } from '../../protocol/index.ts';
import { avatarSource } from './avatars.ts';
import { makeBackground, parseBackground } from './backgrounds.ts';
import { choosePainter } from './choose-painter.ts';
import { findUnsupported, type Unsupported } from './cpu-renderer/index.ts';
import { loadHead } from './models/load-head.ts';
import { choosePictureSize } from './picture-size.ts';
import { simplifyForCpu } from './simplify-material.ts';
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

/** What may be chosen about a scene, and which other sites its files may come from. */
export type SceneOptions = AvatarOptions & {
  readonly avatarOrigins?: readonly string[] | undefined;
};

const DEFAULT_FPS = 30;

/**
 * Sets the scene that the options ask for.
 *
 * @throws {PageError} `bad_options`, `bad_avatar` or `unsupported_browser`.
 */
export async function openScene(options: SceneOptions): Promise<OpenScene> {
  const rules = { base: new URL(document.baseURI), origins: options.avatarOrigins ?? [] };
  const wanted = parseBackground(options.background, rules);
  const { address, ours } = avatarSource(options.avatar, rules);
  const loading = loadHead(address);
  // What our own heads need is known before they are loaded.
  const opening = ours
    ? openPainter(options)
    : loading.then((head) => openPainter(options, findUnsupported(head.object)));
  // Painted while the head is on its way.
  const painting = opening.then(({ size }) => makeBackground(wanted, size));
  const [head, { choice, painter, size }, background] = await Promise.all([
    loading,
    opening,
    painting,
  ]);
  if (choice.kind === 'cpu') simplifyForCpu(head.object);
  const stage = await Stage.create({ painter, head, background, ...size });
  return {
    stage,
    picture: {
      renderer: painter.name,
      reason: choice.reason,
      ...size,
      fps: options.fps ?? DEFAULT_FPS,
    },
  };
}

async function openPainter(options: AvatarOptions, missing?: Unsupported) {
  const choice = choosePainter(options.renderer, missing);
  const size = choosePictureSize(options, choice.size);
  return { choice, size, painter: await choice.open(size) };
}
