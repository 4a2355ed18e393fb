import type { AvatarOptions } from '../../protocol/index.ts';
import { PageError } from '../room/index.ts';
import { createCpuPainter } from './cpu-painter.ts';
import type { Unsupported } from './cpu-renderer/index.ts';
import type { Painter } from './painter.ts';
import type { Size } from './picture-size.ts';
import { createWebGlPainter, probeWebGl, type WebGlProbe } from './webgl-painter.ts';

/** Which renderer draws, why, and how large where nothing else is asked for. */
export interface PainterChoice {
  readonly kind: 'cpu' | 'webgl';
  readonly reason: string;
  readonly size: Size;
  readonly open: (size: Size) => Promise<Painter>;
}

/** Without a GPU, a picture of this size leaves time for everything else. */
const CPU_SIZE = { width: 640, height: 360 };
const GPU_SIZE = { width: 1280, height: 720 };

const NOTHING: Unsupported = { fine: [], more: [] };

/**
 * Chooses the renderer: WebGL where a GPU stands behind it, else our own rasteriser, which draws the
 * same for a fraction of what WebGL costs in software. Of others' models it leaves out what only refines surfaces; one
 * that has more is left to WebGL, in software too.
 *
 * @param missing what of the model our own rasteriser can't draw.
 * @throws {PageError} `unsupported_browser` when WebGL is asked for and there is none.
 */
export function choosePainter(
  wanted: AvatarOptions['renderer'] = 'auto',
  missing: Unsupported = NOTHING,
): PainterChoice {
  if (wanted === 'cpu') return cpu(`it was asked for${withoutMissing(missing)}`);
  const probe = probeWebGl();
  if (wanted === 'webgl') return webGl(probe ?? refuseWebGl(), 'it was asked for');
  if (!probe) return cpu(`this browser has no WebGL 2${withoutMissing(missing)}`);
  if (!probe.software) return webGl(probe, 'there is a GPU');
  if (missing.more.length === 0) {
    return cpu(`WebGL has no GPU here (${probe.name})${withoutMissing(missing)}`);
  }
  return webGl(
    probe,
    `there is no GPU, but the model has what the CPU renderer can’t draw: ${missing.more.join(', ')}`,
  );
}

function refuseWebGl(): never {
  throw new PageError(
    'unsupported_browser',
    'renderer is webgl, but this browser has no WebGL 2. Leave renderer out, or allow WebGL.',
  );
}

function withoutMissing({ fine, more }: Unsupported): string {
  const all = [...more, ...fine];
  return all.length === 0 ? '' : `; the model is drawn without ${all.join(', ')}`;
}

function webGl(probe: WebGlProbe, reason: string): PainterChoice {
  const size = probe.software ? CPU_SIZE : GPU_SIZE;
  return {
    kind: 'webgl',
    reason,
    size,
    open: async ({ width, height }) => createWebGlPainter(width, height, probe),
  };
}

function cpu(reason: string): PainterChoice {
  return {
    kind: 'cpu',
    reason,
    size: CPU_SIZE,
    open: ({ width, height }) => createCpuPainter(width, height),
  };
}
