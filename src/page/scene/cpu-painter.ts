import { CpuRenderer } from './cpu-renderer/index.ts';
import type { Painter } from './painter.ts';

/** Draws on the processor, straight into the form that the encoder takes. */
export async function createCpuPainter(width: number, height: number): Promise<Painter> {
  const renderer = await CpuRenderer.create({ width, height });
  const takeFrame = (timestampUs: number) => renderer.toVideoFrame(timestampUs);
  return {
    name: 'CPU',
    renderer,
    // What is drawn is there when `render` returns.
    busy: false,
    takeFrame,
    takeAgain: takeFrame,
    close: () => renderer.dispose(),
  };
}
