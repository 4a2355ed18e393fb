import { Hono } from 'hono';

/** What a viewer needs to join, as `GET /demo/token` answers. */
export interface Ticket {
  /** Address of the LiveKit server. */
  readonly url: string;
  readonly token: string;
}

/**
 * The part of the demo's web server that is not files: hands each viewer a token of its own.
 *
 * @example
 * const app = createTicketApp(async () => ({ url, token }));
 * const response = await app.request('/demo/token');
 */
export function createTicketApp(issueTicket: () => Promise<Ticket>): Hono {
  const app = new Hono();
  app.get('/demo/token', async (context) => {
    // A token is for one viewer, once.
    context.header('cache-control', 'no-store');
    return context.json(await issueTicket());
  });
  return app;
}
