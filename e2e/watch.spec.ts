import type { Locator, Page } from '@playwright/test';
import { test as base } from './kit/dispatcher.ts';
import { expect, pictureFolder } from './kit/fixtures.ts';
import { makeScale } from './kit/scale.ts';
import { A_TOKEN } from './kit/tokens.ts';
import { VoicedAgent } from './kit/voiced-agent.ts';

const test = base.extend<{ window: Page }>({
  window: async ({ chromium }, use) => {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
    await use(await context.newPage());
    await context.close();
  },
});

function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}

test('a headless avatar is looked into from its dispatcher, and does not mind', async ({
  server,
  roomName,
  dispatcher,
  window,
}) => {
  const agent = await new VoicedAgent({ dispatcherUrl: dispatcher.url }).join(server, roomName);
  await agent.startAvatar(server);
  const [avatar] = await dispatcher.in(roomName);
  await window.goto(`${dispatcher.url}/avatars/${avatar!.id}/debug`);

  await expect(region(window, 'Session')).toContainText('on behalf of agent');
  const picture = region(window, 'Picture').getByRole('img', { name: 'The avatar' });
  const first = await picture.getAttribute('src');
  await expect.poll(() => picture.getAttribute('src')).not.toBe(first);

  await agent.say(makeScale(8));
  await agent.untilStarted(1);
  await expect(window.locator('[data-figure="fps"] b')).toHaveText(/^[12]\d|30/);
  await agent.untilFinished(1);
  const calls = region(window, 'Calls').locator('tbody tr');
  await expect(calls.first()).toContainText('{"playback_position":2,"interrupted":false}');
  await expect(region(window, 'Session')).toContainText('#1: 24000 Hz, mono, 96,000 bytes');
  expect(await window.content()).not.toMatch(A_TOKEN);
  await window.screenshot({ path: `${await pictureFolder()}/watch.png` });

  const download = window.waitForEvent('download');
  await window.getByRole('button', { name: 'PNG', exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);

  await window.close();
  await agent.say(makeScale(2));
  await agent.untilFinished(2);
  expect(agent.finished[1]).toMatchObject({ interrupted: false });
  await agent.leave();
});

test('an avatar that is not there is said to be gone', async ({ dispatcher, window }) => {
  await window.goto(`${dispatcher.url}/avatars/0123456789abcdef/debug`);
  await expect(window.getByRole('status')).toContainText(/no avatar.*0123456789abcdef/i);
});
