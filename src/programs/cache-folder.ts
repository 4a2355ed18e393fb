import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where fetched programs are kept: `$MOUTHPIECE_CACHE`, else a folder of ours in the system's own
 * place for caches. It is made when missing.
 */
export function cacheFolder(): string {
  const folder = locateCache(process.env, process.platform, os.homedir());
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** {@link cacheFolder} as a pure function, nothing made. */
export function locateCache(env: Environment, platform: NodeJS.Platform, home: string): string {
  if (env['MOUTHPIECE_CACHE']) return path.resolve(env['MOUTHPIECE_CACHE']);
  return path.join(systemCache(env, platform, home), 'mouthpiece');
}

function systemCache(env: Environment, platform: NodeJS.Platform, home: string): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
  return env['XDG_CACHE_HOME'] || path.join(home, '.cache');
}
