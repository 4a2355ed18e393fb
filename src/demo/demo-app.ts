import { Hono } from 'hono';

/** What a viewer needs to join, as `GET /demo/token` answers. */
interface Ticket {
  /** Address of the LiveKit server. */
  readonly url: string;
  readonly token: string;
}

export interface DemoAppDeps {
  readonly issueTicket: () => Promise<Ticket>;
  /** Address of the workbench of the avatar in the call; undefined when there is none. */
  readonly findWorkbench: () => Promise<URL | undefined>;
}

/**
 * The part of the demo's web server that is not files: hands each viewer a token of its own, and
 * leads to the workbench.
 *
 * @example
 * const app = createDemoApp({ issueTicket, findWorkbench });
 * const response = await app.request('/demo/token');
 */
export function createDemoApp({ issueTicket, findWorkbench }: DemoAppDeps): Hono {
  const app = new Hono();
  app.get('/demo/token', async (context) => {
    // A token is for one viewer, once.
    context.header('cache-control', 'no-store');
    return context.json(await issueTicket());
  });
  app.get('/demo/workbench', async (context) => {
    const address = await findWorkbench();
    if (address) return context.redirect(address.href);
    return context.text(
      'No avatar is in the call at the moment: reload this page in a while.',
      503,
    );
  });
  return app;
}
