import type { AvatarOptions } from '../../protocol/index.ts';
import { PageError } from '../room/index.ts';
import { createCpuPainter } from './cpu-painter.ts';
import type { Painter } from './painter.ts';
import { createWebGlPainter, probeWebGl, type WebGlProbe } from './webgl-painter.ts';

/** Which renderer draws, why, and how large where nothing else is asked for. */
export interface PainterChoice {
  readonly reason: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly open: (width: number, height: number) => Promise<Painter>;
}

/** Without a GPU, a picture of this size leaves time for everything else. */
const CPU_SIZE = { width: 640, height: 360 };
const GPU_SIZE = { width: 1280, height: 720 };

/**
 * Chooses the renderer: WebGL where a GPU stands behind it, else our own rasteriser, which draws the
 * same for a fraction of what WebGL costs in software.
 *
 * @throws {PageError} `unsupported_browser` when WebGL is asked for and there is none.
 */
export function choosePainter(wanted: AvatarOptions['renderer'] = 'auto'): PainterChoice {
  const webGl = wanted === 'cpu' ? undefined : probeWebGl();
  if (wanted === 'cpu') return cpu('it was asked for');
  if (wanted === 'webgl') return forcedWebGl(webGl);
  if (!webGl) return cpu('this browser has no WebGL 2');
  if (webGl.software) return cpu(`WebGL has no GPU here (${webGl.name})`);
  return { reason: 'there is a GPU', size: GPU_SIZE, open: openWebGl(webGl) };
}

function forcedWebGl(webGl: WebGlProbe | undefined): PainterChoice {
  if (!webGl) {
    throw new PageError(
      'unsupported_browser',
      'renderer is webgl, but this browser has no WebGL 2. Leave renderer out, or allow WebGL.',
    );
  }
  const size = webGl.software ? CPU_SIZE : GPU_SIZE;
  return { reason: 'it was asked for', size, open: openWebGl(webGl) };
}

function openWebGl(webGl: WebGlProbe) {
  return async (width: number, height: number) => createWebGlPainter(width, height, webGl);
}

function cpu(reason: string): PainterChoice {
  return { reason, size: CPU_SIZE, open: createCpuPainter };
}
