import fs from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../install/run-program.ts';
import { showProgress } from '../install/progress.ts';
import { findOnPath, withSuffix } from '../search-path.ts';

export const GO_PACKAGE = 'github.com/livekit/livekit-server/cmd/server';

/**
 * Builds livekit-server with the machine's Go.
 *
 * @returns undefined where there is no Go.
 */
export async function buildWithGo(version: string, file: string): Promise<string | undefined> {
  const go = findOnPath(['go']);
  if (go === undefined) return undefined;
  const folder = path.dirname(file);
  await showProgress(`Building livekit-server ${version} with Go (once; some minutes)`, () =>
    runProgram(go, ['install', `${GO_PACKAGE}@v${version}`], { env: { GOBIN: folder } }),
  );
  // Go calls the program after its folder.
  await fs.rename(path.join(folder, withSuffix('server')), file);
  return file;
}
