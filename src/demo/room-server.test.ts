import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRoom, openRoomServer, type RoomServer } from './room-server.ts';

let server: RoomServer;

beforeAll(async () => {
  server = await openRoomServer({});
}, 120_000);

afterAll(() => server.close());

describe('createRoom', () => {
  it('makes a room of its own each time', async () => {
    const rooms = [await createRoom(server), await createRoom(server)];
    expect(rooms[0]!.name).not.toBe(rooms[1]!.name);
    await Promise.all(rooms.map((room) => room.close()));
  });

  it('says that the keys are wrong', async () => {
    const refused = createRoom({ ...server, apiSecret: 'another secret of thirty-two letters' });
    await expect(refused).rejects.toMatchObject({
      reason: 'server_refused',
      message: expect.stringContaining('LIVEKIT_API_SECRET') as string,
    });
  });

  it('says that there is no server', async () => {
    const refused = createRoom({ ...server, url: 'ws://127.0.0.1:9' });
    await expect(refused).rejects.toMatchObject({
      reason: 'server_refused',
      message: expect.stringContaining('LIVEKIT_URL') as string,
    });
  });
});

describe('openRoomServer', () => {
  it('takes the server that the environment names, and leaves it running', async () => {
    const env = {
      LIVEKIT_URL: server.url,
      LIVEKIT_API_KEY: server.apiKey,
      LIVEKIT_API_SECRET: server.apiSecret,
    };
    const named = await openRoomServer(env);
    expect(named).toMatchObject({ url: server.url, isOwn: false });
    await named.close();
    await (await createRoom(named)).close();
  });

  it('notices when its own server ends', async () => {
    const own = await openRoomServer({ LIVEKIT_URL: server.url });
    expect(own.url).not.toBe(server.url);
    process.kill(own.pid!, 'SIGKILL');
    await expect(own.died).rejects.toMatchObject({ reason: 'server_died' });
    await own.close();
  });
});
