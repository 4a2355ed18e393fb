import fs from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../install/run-program.ts';
import { showProgress } from '../install/progress.ts';
import { findOnPath, withSuffix } from '../search-path.ts';

export const GO_PACKAGE = 'github.com/livekit/livekit-server/cmd/server';

/** As releases are built: no C, nothing for debuggers. It takes a fifth of the time less. */
const RELEASE = {
  flags: ['-ldflags=-s -w', '-gcflags=all=-dwarf=false'],
  env: { CGO_ENABLED: '0' },
};

/**
 * Builds livekit-server with the machine's Go.
 *
 * @throws Error where there is no Go, or with what it says when it fails.
 */
export async function buildWithGo(version: string, file: string): Promise<string> {
  const go = findOnPath(['go']);
  if (go === undefined) throw new Error('there is no Go on PATH');
  const folder = path.dirname(file);
  await showProgress(`Building livekit-server ${version} with Go (once; some minutes)`, () =>
    runProgram(go, ['install', ...RELEASE.flags, `${GO_PACKAGE}@v${version}`], {
      env: { ...RELEASE.env, GOBIN: folder },
    }),
  );
  // Go calls the program after its folder.
  await fs.rename(path.join(folder, withSuffix('server')), file);
  return file;
}
