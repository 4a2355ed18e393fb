import type { BrowserContext, Page } from '@playwright/test';
import { RoomServiceClient } from 'livekit-server-sdk';
import { buildPageAddress } from '../../src/protocol/index.ts';
import { test as base } from './outputs.ts';
import { eventually } from './polling.ts';
import { mintToken } from './tokens.ts';

type Connect = (this: RTCPeerConnection, description: RTCSessionDescriptionInit) => Promise<void>;

interface Gated {
  openGate(): void;
}

interface LateFixtures {
  /**
   * Opens an avatar whose connection carries nothing yet: it is in the room, and can neither hear nor be
   * heard before {@link openGate}.
   */
  readonly openLate: () => Promise<Page>;
}

export const test = base.extend<LateFixtures>({
  openLate: async ({ chromium, pageBase, server, roomName }, use) => {
    const context = await chromium.newContext();
    const { url, apiKey, apiSecret } = server;
    const identity = 'avatar_worker';
    const rooms = new RoomServiceClient(url, apiKey, apiSecret);
    await use(async () => {
      const page = await newGatedPage(context);
      const wishes = { room: roomName, identity, kind: 'agent', onBehalfOf: 'agent' } as const;
      const token = await mintToken(server, wishes);
      await page.goto(buildPageAddress(pageBase, { url, token }).href);
      await eventually(async () => {
        const here = await rooms.listParticipants(roomName).catch(() => []);
        return here.some((participant) => participant.identity === identity);
      }, 'the avatar to be in the room');
      return page;
    });
    await context.close();
  },
});

async function newGatedPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const gate = Promise.withResolvers<void>();
    Object.assign(globalThis, { openGate: gate.resolve });
    const peer = RTCPeerConnection.prototype;
    const connect = peer.setRemoteDescription as Connect;
    peer.setRemoteDescription = async function (this: RTCPeerConnection, description) {
      await gate.promise;
      return connect.call(this, description);
    } as Connect;
  });
  return page;
}

export function openGate(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as never as Gated).openGate());
}
