import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { AvatarHouse } from '../avatars/avatar-house.ts';

/**
 * `GET /avatars/:id/debug`: the workbench that looks into an avatar. It says nothing of the avatar itself,
 * so that a browser may open it without the key; the page asks for the key when it needs it.
 */
export function debugPageRoute(): Hono {
  return new Hono().get('/avatars/:id/debug', (c) =>
    c.redirect(`/#debug=&watch=${encodeURIComponent(c.req.param('id'))}`),
  );
}

/** `GET /avatars/:id/events`: what happens in an avatar, as lines of JSON, as long as it is there. */
export function eventRoute(house: AvatarHouse): Hono {
  return new Hono().get('/avatars/:id/events', (c) => {
    const tenant = house.find(c.req.param('id'));
    c.header('content-type', 'application/x-ndjson');
    c.header('cache-control', 'no-store');
    return stream(c, async (out) => {
      const left = new AbortController();
      out.onAbort(() => left.abort());
      await tenant.watch((lines) => void out.write(lines), left.signal);
      const aborted = new Promise((resolve) => left.signal.addEventListener('abort', resolve));
      await Promise.race([tenant.gone, aborted]);
      left.abort();
    });
  });
}
