import { fromConsole, fromLog, wordsOfError, type PageMessage } from './page-message.ts';
import type { DevtoolsPipe } from './pipe.ts';
import type { DevtoolsSession } from './session.ts';

export interface OpenPageOptions {
  /** In CSS pixels. Without, it is as large as its window. */
  readonly viewport?: { readonly width: number; readonly height: number } | undefined;
}

/** A page in a browser context of its own: it shares no storage with any other. */
export class BrowserPage {
  /** Told what the page complains about. */
  onMessage: (message: PageMessage) => void = () => undefined;
  readonly session: DevtoolsSession;
  /** Resolves when it is there no more, whoever closed it. */
  readonly closed: Promise<void>;
  /** Resolves when it has crashed. It still wants to be closed then. */
  readonly crashed: Promise<void>;
  readonly #close: () => Promise<void>;

  /** Opens an empty page. */
  static async open(pipe: DevtoolsPipe, { viewport }: OpenPageOptions): Promise<BrowserPage> {
    const { root } = pipe;
    const context = await root.send('Target.createBrowserContext', { disposeOnDetach: true });
    const target = await root.send('Target.createTarget', { url: 'about:blank', ...context });
    const { sessionId } = await root.send('Target.attachToTarget', { ...target, flatten: true });
    const page = new BrowserPage(pipe.openSession(sessionId), () =>
      root.send('Target.disposeBrowserContext', context),
    );
    await page.#prepare(viewport);
    return page;
  }

  private constructor(session: DevtoolsSession, close: () => Promise<void>) {
    this.session = session;
    this.#close = close;
    this.closed = session.ended;
    this.crashed = new Promise((resolve) => session.on('Inspector.targetCrashed', () => resolve()));
  }

  /** Resolves when the new document has begun. */
  async goTo(address: string): Promise<void> {
    const { errorText } = await this.session.send('Page.navigate', { url: address });
    if (errorText) throw new Error(`${address} could not be opened: ${errorText}`);
  }

  /** Has every document of the page run this before its own scripts. */
  async runFirst(source: string): Promise<void> {
    await this.session.send('Page.addScriptToEvaluateOnNewDocument', { source });
  }

  /**
   * Calls a function in the page. It sees nothing of what stands around it here; what it is given
   * and what it returns is JSON.
   *
   * @throws {Error} with what it throws, or when the page crashes or ends first.
   */
  async call<A extends readonly unknown[], R>(
    run: (...given: A) => R,
    ...given: A
  ): Promise<Awaited<R>> {
    const values = given.map((value) => JSON.stringify(value));
    const evaluated = this.session.send('Runtime.evaluate', {
      expression: `(${String(run)})(${values.join()})`,
      awaitPromise: true,
      returnByValue: true,
    });
    // What has crashed does not answer any more.
    const crashed = this.crashed.then(() => Promise.reject(new Error('The page has crashed.')));
    const { result, exceptionDetails } = await Promise.race([evaluated, crashed]);
    if (exceptionDetails) throw new Error(withoutStack(wordsOfError(exceptionDetails)));
    return result.value as Awaited<R>;
  }

  /** Gives every document of the page global functions that send JSON here. */
  async offer(ways: Readonly<Record<string, (value: unknown) => void>>): Promise<void> {
    this.session.on('Runtime.bindingCalled', ({ name, payload }) =>
      ways[name]?.(JSON.parse(payload)),
    );
    // What the browser binds takes nothing but strings.
    const wrap = (name: string) =>
      `{ const send = globalThis.${name}; globalThis.${name} = async (value) => send(JSON.stringify(value)); }`;
    const bind = async (name: string) => {
      await this.session.send('Runtime.addBinding', { name });
    };
    const names = Object.keys(ways);
    await Promise.all([...names.map(bind), this.runFirst(names.map(wrap).join('\n'))]);
  }

  async close(): Promise<void> {
    await this.#close();
  }

  async #prepare(viewport: OpenPageOptions['viewport']): Promise<void> {
    const { session } = this;
    const pass = (message: PageMessage | undefined) => message && this.onMessage(message);
    session.on('Runtime.consoleAPICalled', (event) => pass(fromConsole(event)));
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
      pass({ level: 'error', text: wordsOfError(exceptionDetails) }),
    );
    session.on('Log.entryAdded', (event) => pass(fromLog(event)));
    await Promise.all([
      session.send('Inspector.enable'),
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      // In sight, whatever lies over its window.
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      viewport &&
        session.send('Emulation.setDeviceMetricsOverride', {
          ...viewport,
          deviceScaleFactor: 1,
          mobile: false,
        }),
    ]);
  }
}

/** It names places in the page, which mean nothing here. */
function withoutStack(error: string): string {
  return error.replace(/\n {4}at [^]*$/, '').replace(/^Error: /, '');
}
