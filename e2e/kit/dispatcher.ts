import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { pino } from 'pino';
import { launchChromium } from '../../src/programs/index.ts';
import { createDispatcher, type Dispatcher } from '../../src/dispatcher/index.ts';
import { avatarListSchema, type AvatarSummary } from '../../src/protocol/index.ts';
import { eventually } from './polling.ts';
import { test as base } from './fixtures.ts';

type Browser = Awaited<ReturnType<typeof launchChromium>>;

/** A real dispatcher on a port of its own, whose browser can be killed. */
export class TestDispatcher {
  url = '';
  readonly #pageUrl: string;
  #dispatcher: Dispatcher | undefined;
  #server: ServerType | undefined;
  #browser: Browser | undefined;

  constructor(pageUrl: string) {
    this.#pageUrl = pageUrl;
  }

  async start(port = 0): Promise<this> {
    this.#dispatcher = createDispatcher({
      pageUrl: this.#pageUrl,
      log: pino({ level: process.env['DISPATCHER_LOG'] ?? 'silent' }),
      launchTimeoutMs: 30_000,
      launchBrowser: async () => (this.#browser = await launchChromium()),
    });
    this.#server = createAdaptorServer({ fetch: this.#dispatcher.app.fetch });
    await once(this.#server.listen(port, '127.0.0.1'), 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    await this.#dispatcher.warmUp();
    return this;
  }

  /** Kills the browser with all its avatars: nobody says goodbye. */
  async killBrowser(): Promise<void> {
    const browser = this.#browser!;
    const gone = new Promise((resolve) => browser.once('disconnected', resolve));
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    for (const { id, type } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL');
    await gone;
  }

  async list(): Promise<AvatarSummary[]> {
    const response = await fetch(`${this.url}/avatars`);
    return avatarListSchema.parse(await response.json()).avatars;
  }

  async in(room: string): Promise<AvatarSummary[]> {
    return (await this.list()).filter((avatar) => avatar.room === room);
  }

  /** The browser contexts that are open: one for each avatar. */
  get contexts(): number {
    return this.#browser?.contexts().length ?? 0;
  }

  untilEmpty(room: string, boundMs?: number): Promise<void> {
    return eventually(
      async () => (await this.in(room)).length === 0,
      `no avatar in ${room}`,
      boundMs,
    );
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server!.close(resolve));
    if ('closeAllConnections' in this.#server!) this.#server.closeAllConnections();
    await this.#dispatcher!.close();
    await closed;
  }
}

/** The usual fixtures, and a dispatcher. */
export const test = base.extend<object, { readonly dispatcher: TestDispatcher }>({
  dispatcher: [
    async ({ pageBase }, use) => {
      const dispatcher = await new TestDispatcher(pageBase).start();
      await use(dispatcher);
      await dispatcher.close();
    },
    { scope: 'worker' },
  ],
});
