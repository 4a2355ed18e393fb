import { Hono } from 'hono';
import type { AvatarSummary } from '../../protocol/index.ts';
import type { AvatarHouse } from '../avatars/avatar-house.ts';
import type { Tenant } from '../avatars/tenant.ts';

/** `GET /avatars` and `DELETE /avatars/:id`. */
export function avatarRoutes(house: AvatarHouse): Hono {
  return new Hono()
    .get('/avatars', (c) => c.json({ avatars: house.list().map(summarise) }))
    .delete('/avatars/:id', async (c) => {
      const id = c.req.param('id');
      await house.remove(id);
      return c.json({ status: 'success', message: `Avatar ${id} left its room.` });
    });
}

function summarise({ id, room, identity, since, status }: Tenant): AvatarSummary {
  return {
    id,
    room,
    identity,
    state: status.state,
    since: since.toISOString(),
    ...('controller' in status ? { controller: status.controller } : {}),
    ...('picture' in status ? { picture: status.picture } : {}),
  };
}
