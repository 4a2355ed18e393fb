import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { pino } from 'pino';
import { launchChromium, type Browser } from '../../src/programs/index.ts';
import { createDispatcher, type Dispatcher } from '../../src/dispatcher/index.ts';
import { ensurePage } from '../../src/host/index.ts';
import { avatarListSchema, type AvatarSummary } from '../../src/protocol/index.ts';
import { eventually } from './polling.ts';
import { test as base } from './fixtures.ts';

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
      pageFolder: await ensurePage(),
      log: pino({ level: process.env['DISPATCHER_LOG'] ?? 'silent' }),
      launchTimeoutMs: 30_000,
      launchBrowser: async () => (this.#browser = await launchBreakable()),
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
    for (const { id, type } of await this.#processes()) {
      if (type === 'browser') process.kill(id, 'SIGKILL');
    }
    await browser.ended;
  }

  /**
   * Stops the browser where it is: its avatars seem to be there, and do nothing any more.
   *
   * @returns lets it go on.
   */
  async freezeBrowser(): Promise<() => void> {
    const processes = await this.#processes();
    const tell = (signal: 'SIGSTOP' | 'SIGCONT') => {
      for (const { id } of processes) process.kill(id, signal);
    };
    tell('SIGSTOP');
    return () => tell('SIGCONT');
  }

  /** Breaks the avatars’ connections to the server, which they notice and mend. */
  async breakConnections(): Promise<void> {
    for (const page of this.#browser!.pages) {
      await page.call(() => {
        for (const socket of (globalThis as never as Breakable).sockets) socket.close();
      });
    }
  }

  async list(): Promise<AvatarSummary[]> {
    const response = await fetch(`${this.url}/avatars`);
    return avatarListSchema.parse(await response.json()).avatars;
  }

  async in(room: string): Promise<AvatarSummary[]> {
    return (await this.list()).filter((avatar) => avatar.room === room);
  }

  /** The pages that are open: one for each avatar. */
  get pages(): number {
    return this.#browser?.pages.length ?? 0;
  }

  async #processes() {
    const { processInfo } = await this.#browser!.session.send('SystemInfo.getProcessInfo');
    return processInfo;
  }

  untilEmpty(room: string, boundMs?: number): Promise<void> {
    return this.#untilIn(room, [], boundMs);
  }

  /** Resolves when there is this one avatar in a room, and no other. */
  untilThere(room: string, identity: string): Promise<void> {
    return this.#untilIn(room, [identity]);
  }

  #untilIn(room: string, wanted: readonly string[], boundMs?: number): Promise<void> {
    const isSo = async () => {
      const there = (await this.in(room)).map(({ identity }) => identity);
      return there.join() === wanted.join();
    };
    return eventually(isSo, `${wanted.join() || 'no avatar'} alone in ${room}`, boundMs);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server!.close(resolve));
    if ('closeAllConnections' in this.#server!) this.#server.closeAllConnections();
    await this.#dispatcher!.close();
    await closed;
  }
}

interface Breakable {
  sockets: WebSocket[];
}

/** A browser whose pages’ web sockets can be reached from here. */
async function launchBreakable(): Promise<Browser> {
  const browser = await launchChromium({ webgl: false });
  const openPage = browser.openPage.bind(browser);
  browser.openPage = async (options) => {
    const page = await openPage(options);
    await page.runFirst(`(${String(keepSockets)})()`);
    return page;
  };
  return browser;
}

/** Runs in the page. */
function keepSockets(): void {
  const sockets: WebSocket[] = [];
  Object.assign(globalThis, { sockets });
  globalThis.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      sockets.push(this);
    }
  };
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
