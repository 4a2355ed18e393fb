import { WebGLRenderer } from 'three';
import type { Painter } from './painter.ts';

/** Renderer strings of WebGL without a GPU. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** What WebGL draws with here. */
export interface WebGlProbe {
  readonly name: string;
  /** True when there is no GPU behind it. */
  readonly software: boolean;
}

/** Asks what WebGL would draw with, if it is there at all. */
export function probeWebGl(): WebGlProbe | undefined {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return undefined;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { name, software: SOFTWARE.test(name) };
}

/** Draws with WebGL into a canvas outside the document, where nothing composites it again. */
export function createWebGlPainter(
  width: number,
  height: number,
  { name, software }: WebGlProbe,
): Painter {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const renderer = new WebGLRenderer({
    canvas,
    // Without a GPU, antialiasing doubles what a frame costs.
    antialias: !software,
    powerPreference: 'high-performance',
  });
  const gl = renderer.getContext() as WebGL2RenderingContext;
  let fence: WebGLSync | null = null;
  return {
    name: `WebGL (${name})`,
    renderer,
    // Draw calls would pile up in the graphics process and the picture would trail the sound.
    get busy() {
      if (fence && gl.clientWaitSync(fence, 0, 0) !== gl.TIMEOUT_EXPIRED) {
        gl.deleteSync(fence);
        fence = null;
      }
      return fence !== null;
    },
    takeFrame(timestampUs) {
      const frame = new VideoFrame(canvas, { timestamp: timestampUs, alpha: 'discard' });
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      return frame;
    },
    close: () => renderer.dispose(),
  };
}
