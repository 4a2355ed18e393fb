import { spawn } from 'node:child_process';

/** Opens an address in the browser of whoever sits here; where there is none, nothing happens. */
export function openBrowser(url: string): void {
  const [program, ...args] = commandFor(process.platform, url);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function commandFor(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return ['xdg-open', url];
}
