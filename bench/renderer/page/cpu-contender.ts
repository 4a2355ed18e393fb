import { CpuRenderer } from '../../../src/page/scene/cpu-renderer/index.ts';
import type { Contender, ContenderOptions } from './contender.ts';

/** Our own renderer: the picture is I420 and needs no way back from a GPU. */
export async function createCpuContender(options: ContenderOptions): Promise<Contender> {
  const renderer = await CpuRenderer.create(options);
  return {
    draw({ scene, camera }, timestampUs) {
      renderer.render(scene, camera);
      return renderer.toVideoFrame(timestampUs);
    },
    close: () => renderer.dispose(),
  };
}
