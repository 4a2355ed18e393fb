import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of Mouthpiece itself: the clone, or the installed package. Sources and their compiled
 * form lie at different depths, so it is searched upwards.
 */
export function findPackageRoot(
  from: string = path.dirname(fileURLToPath(import.meta.url)),
): string {
  let folder = from;
  while (!fs.existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new Error(`No package.json lies above ${from}: is the package whole?`);
    folder = parent;
  }
  return folder;
}
