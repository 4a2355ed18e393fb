import { mkdir } from 'node:fs/promises';
import { test as base, type Browser, type Page } from '@playwright/test';
import { preview } from 'vite';
import { ensurePage } from '../../src/host/index.ts';
import { startLivekitServer, type LivekitServer } from '../../src/programs/index.ts';
import { buildPageAddress, type PageOptions, type PageStatus } from '../../src/protocol/index.ts';
import { launchPlaywright } from '../../tools/browser/launch.ts';
import { TestAgent } from './agent.ts';
import { Listener } from './listener.ts';
import { mintToken, type TokenWishes } from './tokens.ts';

interface WorkerFixtures {
  readonly server: LivekitServer;
  /** Where the built page is served. */
  readonly pageBase: string;
  readonly chromium: Browser;
}

/** Opens the avatar page as a person would: in a tab. */
type OpenAvatar = (
  options?: Partial<PageOptions> & Partial<Pick<TokenWishes, 'onBehalfOf' | 'identity'>>,
) => Promise<Page>;

interface TestFixtures {
  /** A room of this test's own. */
  readonly roomName: string;
  readonly agent: TestAgent;
  readonly listener: Listener;
  readonly openAvatar: OpenAvatar;
}

let rooms = 0;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startLivekitServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  pageBase: [
    async ({}, use) => {
      await ensurePage();
      const server = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
      await use(server.resolvedUrls!.local[0]!);
      await server.close();
    },
    { scope: 'worker' },
  ],
  chromium: [
    async ({}, use) => {
      // A GPU in software would draw all these pages, at a third of the tests’ processor time.
      const browser = await launchPlaywright({ webgl: false });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  roomName: async ({}, use) => use(`room-${process.pid}-${++rooms}`),
  agent: async ({ server, roomName }, use) => {
    const agent = await new TestAgent().join(server, roomName);
    await use(agent);
    await agent.leave();
  },
  listener: async ({ server, roomName }, use) => {
    const listener = await new Listener().join(server, roomName);
    await use(listener);
    await listener.leave();
  },
  openAvatar: async ({ chromium, pageBase, server, roomName }, use) => {
    const context = await chromium.newContext({ viewport: { width: 960, height: 640 } });
    await use(async ({ onBehalfOf = 'agent', identity = 'avatar_worker', ...options } = {}) => {
      const token =
        options.token ??
        (await mintToken(server, { room: roomName, identity, kind: 'agent', onBehalfOf }));
      const page = await context.newPage();
      await page.goto(buildPageAddress(pageBase, { url: server.url, ...options, token }).href);
      return page;
    });
    for (const page of context.pages()) await leave(page);
    await context.close();
  },
});

export { expect } from '@playwright/test';

/** Longer than the page itself waits for anything on its way into a room. */
const STATE_TIMEOUT_MS = 45_000;

/**
 * Waits until the page says that it is in one of these states, and returns what it says.
 *
 * @throws with the page's own words when it comes to another end, or nowhere.
 */
export async function untilState<S extends PageStatus['state']>(
  page: Page,
  ...states: S[]
): Promise<PageStatus & { state: S }> {
  const arrived = (wanted: string[]) => {
    const state = (globalThis as never as PageGlobals).mouthpiece?.status.state ?? '';
    return [...wanted, 'failed', 'ended'].includes(state);
  };
  await page
    .waitForFunction(arrived, states as string[], { timeout: STATE_TIMEOUT_MS })
    .catch(() => undefined);
  const status = await page.evaluate(() => (globalThis as never as PageGlobals).mouthpiece?.status);
  if (!status || !(states as string[]).includes(status.state))
    throw new Error(`The page should be ${states.join(' or ')}; it says ${JSON.stringify(status)}`);
  return status as never;
}

/** Lets the avatar leave as it should. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as never as PageGlobals).mouthpiece?.leave());
}

interface PageGlobals {
  readonly mouthpiece?: { readonly status: PageStatus; leave(): Promise<void> };
}

/** Where screenshots for people to look at go; not part of the repository. */
export async function pictureFolder(): Promise<string> {
  const folder = new URL('../../test-results/pictures/', import.meta.url).pathname;
  await mkdir(folder, { recursive: true });
  return folder;
}
