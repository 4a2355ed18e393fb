import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensurePage, servePage } from '../../src/host/index.ts';
import { findChromium, type LivekitServer } from '../../src/programs/index.ts';
import { buildPageAddress } from '../../src/protocol/index.ts';
import { mintAvatarToken } from './avatar-token.ts';
import { startChild } from './child.ts';
import type { Contender, RunningAvatars } from './contender.ts';
import { ours } from './ours.ts';

/** A whole browser without a window, on this machine; nothing that keeps hidden pages awake. */
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--allow-loopback-in-peer-connection',
  // A person has clicked.
  '--autoplay-policy=no-user-gesture-required',
];

/** Our avatar as a person opens it: in a tab of an ordinary browser, which lies behind another tab. */
export function hidden(width: number, height: number): Contender {
  return {
    ...ours('cpu', width, height),
    name: `hidden-${width}x${height}`,
    start: (server, rooms) => openHidden(server, rooms, { width, height }),
  };
}

async function openHidden(
  server: LivekitServer,
  rooms: readonly string[],
  size: { readonly width: number; readonly height: number },
): Promise<RunningAvatars> {
  const pages = await servePage(await ensurePage());
  const profile = await mkdtemp(path.join(tmpdir(), 'mouthpiece-hidden-'));
  const { executablePath } = await findChromium({ headed: true });
  const child = startChild(executablePath, [...FLAGS, `--user-data-dir=${profile}`]);
  const stop = async () => {
    await child.stop();
    await pages.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [, port] = await child.untilSaid(/listening on ws:\/\/127\.0\.0\.1:(\d+)/);
    for (const room of rooms) {
      const token = await mintAvatarToken(server, room);
      const { href } = buildPageAddress(pages.url, {
        url: server.url,
        token,
        renderer: 'cpu',
        ...size,
      });
      await hide(`http://127.0.0.1:${port}`, href);
    }
    return { pids: [child.pid], notes: ['in a hidden tab'], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Target {
  readonly webSocketDebuggerUrl: string;
}

/** By the browser's own protocol: Playwright tells its pages that they are seen, whatever is before them. */
async function hide(devTools: string, address: string): Promise<void> {
  const tab = await openTab(devTools, address);
  await openTab(devTools, 'about:blank');
  const state = await evaluate(tab, 'document.visibilityState');
  if (state !== 'hidden') throw new Error(`The avatar's tab should be hidden, but it is ${state}.`);
}

async function openTab(devTools: string, address: string): Promise<Target> {
  const response = await fetch(`${devTools}/json/new?${encodeURIComponent(address)}`, {
    method: 'PUT',
  });
  return (await response.json()) as Target;
}

async function evaluate(
  { webSocketDebuggerUrl }: Target,
  expression: string,
): Promise<string | undefined> {
  const socket = new WebSocket(webSocketDebuggerUrl);
  const answer = Promise.withResolvers<string>();
  socket.addEventListener('error', () => answer.reject(new Error('The tab does not answer.')));
  socket.addEventListener('message', ({ data }) => answer.resolve(String(data)));
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } })),
  );
  const { result } = JSON.parse(await answer.promise) as {
    result?: { result?: { value?: string } };
  };
  socket.close();
  return result?.result?.value;
}
