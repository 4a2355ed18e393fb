import { NoToneMapping, WebGLRenderer } from 'three';
import type { Contender, ContenderOptions } from './contender.ts';

/** WebGL in software, read back: the cheapest way of its kind, and the only one without a pile of draw calls. */
export function createWebGlContender(options: ContenderOptions): Contender {
  const { width, height, antialias } = options;
  const renderer = new WebGLRenderer({ antialias });
  renderer.toneMapping = NoToneMapping;
  renderer.setSize(width, height, false);
  const gl = renderer.getContext();
  const pixels = new Uint8Array(width * height * 4);
  return {
    draw({ scene, camera }, timestampUs) {
      renderer.render(scene, camera);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      const layout = { format: 'RGBX', codedWidth: width, codedHeight: height } as const;
      return new VideoFrame(pixels, { ...layout, timestamp: timestampUs });
    },
    close() {
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
