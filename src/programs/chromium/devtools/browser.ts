import { BrowserPage, type OpenPageOptions } from './page.ts';
import type { DevtoolsPipe } from './pipe.ts';
import type { DevtoolsSession } from './session.ts';

/** A browser that runs. */
export class Browser {
  /** Its name and version: `HeadlessChrome/150.0.7700.1`. */
  readonly version: string;
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  readonly session: DevtoolsSession;
  readonly #pipe: DevtoolsPipe;
  readonly #end: () => Promise<void>;
  readonly #pages = new Set<BrowserPage>();

  constructor(version: string, pipe: DevtoolsPipe, end: () => Promise<void>) {
    this.version = version;
    this.session = pipe.root;
    this.ended = pipe.root.ended;
    this.#pipe = pipe;
    this.#end = end;
  }

  /** The pages that are open, in the order in which they were opened. */
  get pages(): readonly BrowserPage[] {
    return [...this.#pages];
  }

  async openPage(options: OpenPageOptions = {}): Promise<BrowserPage> {
    const page = await BrowserPage.open(this.#pipe, options);
    this.#pages.add(page);
    void page.closed.then(() => this.#pages.delete(page));
    return page;
  }

  /** Ends it with all its pages. */
  async close(): Promise<void> {
    await this.#end();
  }
}
