import { loadModel, type LipsyncModel } from './model.ts';
import modelUrl from './model.bin?url';

/**
 * Loads the model that comes with the page.
 *
 * @throws {LipsyncError} `bad-model`.
 */
export async function fetchModel(): Promise<LipsyncModel> {
  const response = await fetch(modelUrl);
  return loadModel(await response.arrayBuffer());
}
