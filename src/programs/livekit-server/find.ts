import path from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import { findBySetting } from '../from-setting.ts';
import { withLock } from '../install/lock.ts';
import { tryInTurn } from '../install/try-in-turn.ts';
import { findOnPath, isProgram, withSuffix } from '../search-path.ts';
import { buildWithGo, GO_PACKAGE } from './build-with-go.ts';
import { downloadRelease } from './download-release.ts';

/**
 * The version that is fetched where there is none. It is the newest that `go install` takes: from
 * 1.13 on, the server's go.mod has `replace` lines, which `go install` refuses.
 */
const VERSION = '1.9.12';

/** Names the program to use, and skips the search. */
const SETTING = 'MOUTHPIECE_LIVEKIT_SERVER';

/**
 * The file of a livekit-server: the one on PATH, else one of our own in the cache, which is built
 * or downloaded the first time (progress is shown on stderr).
 *
 * @throws {ProgramError} `not_found`, with all that was tried and a command to run by hand.
 */
export async function findLivekitServer(): Promise<string> {
  const installed = findBySetting(SETTING) ?? findOnPath(['livekit-server']);
  if (installed !== undefined) return installed;
  const file = path.join(cacheFolder(), `livekit-server-${VERSION}`, withSuffix('livekit-server'));
  if (isProgram(file)) return file;
  return withLock(`${path.dirname(file)}.lock`, () => fetchServer(file));
}

async function fetchServer(file: string): Promise<string> {
  return tryInTurn(
    'livekit-server',
    [
      { name: `${SETTING} and PATH`, find: () => undefined },
      { name: `the cache (${file})`, find: () => (isProgram(file) ? file : undefined) },
      { name: `go install ${GO_PACKAGE}@v${VERSION}`, find: () => buildWithGo(VERSION, file) },
      { name: 'its release download', find: () => downloadRelease(VERSION, file) },
    ],
    byHand(),
  );
}

function byHand(): string {
  if (process.platform === 'darwin') return 'brew install livekit';
  if (process.platform === 'win32')
    return 'take livekit-server.exe from https://github.com/livekit/livekit/releases and put it on PATH';
  return 'curl -sSL https://get.livekit.io | bash';
}
