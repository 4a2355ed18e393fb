import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { findChromium } from '../src/programs/index.ts';
import { pictureFolder } from './kit/fixtures.ts';
import { hearWithCaptions, measureLoudness } from './kit/hearing.ts';
import { recordTwoUtterances } from './kit/microphone.ts';
import { RunningDemo } from './kit/running-demo.ts';

/** Speech is at a tenth of full scale and more; what is left of an encoded silence is far below. */
const AUDIBLE_RMS = 0.01;

/** A phone, a laptop and a large screen, in CSS pixels. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
];

const LONG_TEXT =
  'This sentence is long enough for another face to take over in the middle of it. Whoever listens ' +
  'hears it to its end, and sees somebody else say the rest of it, as if nothing had happened.';

test.describe.configure({ mode: 'serial' });

let demo: RunningDemo;
let browser: Browser;
let page: Page;

test.beforeAll(async ({}, testInfo) => {
  testInfo.setTimeout(180_000);
  demo = new RunningDemo();
  browser = await openBrowser(['--autoplay-policy=no-user-gesture-required']);
  const [, url] = await demo.untilSaid(/Open (http:\S+) /, 120_000);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(url!);
});

test.afterAll(async () => {
  await browser?.close();
  await demo?.kill();
});

test('shows a living avatar that says hello, heard and seen', async () => {
  await expect.poll(() => countFrames(page), { timeout: 30_000 }).toBeGreaterThan(15);
  expect(await measureContrast(page)).toBeGreaterThan(20);
  await expect(page.locator('.pill')).toHaveText('Speaking');
  await expect.poll(() => measureLoudness(page)).toBeGreaterThan(AUDIBLE_RMS);
  await expect(page.locator('.captions')).toContainText(/glad|plain sound/);
  await page.screenshot({ path: `${await pictureFolder()}/demo.png` });
});

test('stops at once when it is interrupted', async () => {
  await expect(page.locator('.pill')).toHaveText('Speaking');
  await page.getByRole('button', { name: 'Latency' }).click();
  await expect(figure('Sound buffered')).toHaveText(/^\d+ ms$/);
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await expect(page.locator('.news')).toHaveText('Interrupted: the avatar stopped at once.');
  await expect(page.locator('.pill')).toHaveText('Here with you');
  await expect.poll(() => measureLoudness(page)).toBeLessThan(AUDIBLE_RMS / 10);
  await expect(page.locator('.captions')).not.toContainText('just interrupt me');
  await expect(figure('Interrupt to silence')).toHaveText(/^\d+ ms$/);
});

test('answers what is typed aloud, with captions in step', async () => {
  const heard = hearWithCaptions(page);
  await type('This sentence was typed. It goes on for a while, so that its words could come late.');
  const { soundStartMs, soundEndMs, firstWordMs, lastWordMs } = await heard;
  // The text itself where this machine has a speech program, else what to do for one.
  await expect(page.locator('.captions')).toContainText(/come late\.|terminal says how\./);
  await expect(page.locator('.pill')).toHaveText('Here with you');
  expect(Math.abs(firstWordMs - soundStartMs)).toBeLessThan(1_000);
  expect(Math.abs(lastWordMs - soundEndMs)).toBeLessThan(1_500);
  await expect(figure('Text to voice')).toHaveText(/^\d+ ms$/);
});

test('changes its face in the middle of the call', async () => {
  await type(LONG_TEXT);
  await expect(page.locator('.pill')).toHaveText('Speaking');
  await page.getByRole('radio', { name: 'Theo' }).click();
  await expect(page.locator('.cast')).toHaveAttribute('aria-busy', 'true');
  await demo.untilSaid(/Theo speaks from now on\./);
  await expect(page.getByRole('radio', { name: 'Theo' })).toBeChecked();
  await expect(page.locator('.cast')).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('video')).toHaveCount(1);
  await page.screenshot({ path: `${await pictureFolder()}/demo-theo.png` });
  await page.keyboard.press('Escape');
  await expect(page.locator('.pill')).toHaveText('Here with you');

  await type('The new face speaks.');
  await expect.poll(() => measureLoudness(page)).toBeGreaterThan(AUDIBLE_RMS);
  await expect.poll(() => countFrames(page)).toBeGreaterThan(15);
  // What comes next finds it at rest: a voice it can interrupt is one stop more for the Tab key.
  await expect(page.locator('.pill')).toHaveText('Here with you');
});

test('leads to the workbench of the avatar in the call', async () => {
  const link = page.getByRole('link', { name: /workbench/ });
  const address = new URL((await link.getAttribute('href'))!, page.url()).href;
  const answer = await page.request.get(address, { maxRedirects: 0 });
  expect(answer.headers()['location']).toMatch(/\/avatars\/[0-9a-f]+\/debug$/);
});

test('can be used with the keyboard alone', async () => {
  const latency = page.getByRole('button', { name: 'Latency' });
  await latency.focus();
  await page.keyboard.press('Enter');
  await expect(latency).toHaveAttribute('aria-expanded', 'false');
  await tabTo(page.getByRole('link', { name: /workbench/ }));
  await tabTo(page.getByRole('radio', { name: 'Theo' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Amara' })).toBeFocused();
  await expect(page.getByRole('radio', { name: 'Theo' })).toBeChecked();
  await tabTo(page.getByRole('button', { name: 'Unmute microphone' }));
  const devices = page.getByRole('button', { name: 'Choose devices' });
  await tabTo(devices);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  // The menu gives the focus back a moment after it is gone.
  await expect(devices).toBeFocused();
  await tabTo(page.getByRole('textbox'));
  await page.keyboard.type('Typed without a mouse, and stopped without one.');
  await page.keyboard.press('Enter');
  await expect(page.locator('.pill')).toHaveText('Speaking');
  await page.keyboard.press('Escape');
  await expect(page.locator('.pill')).toHaveText('Here with you');
});

test('says in place why the microphone can not be had', async () => {
  await page.getByRole('button', { name: 'Unmute microphone' }).click();
  const trouble = page.getByRole('alert');
  await expect(trouble).toContainText(/microphone/i);
  await checkLooks();
  await trouble.getByRole('button').click();
  await expect(trouble).toHaveCount(0);
});

test('says back what it hears, and stops when it is spoken over', async () => {
  const recording = test.info().outputPath('microphone.wav');
  await writeFile(recording, await recordTwoUtterances());
  const speaker = await openBrowser([
    '--autoplay-policy=no-user-gesture-required',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${recording}%noloop`,
  ]);
  const second = await speaker.newPage();
  await second.goto(page.url());
  await expect(second.locator('.pill')).toHaveText('Speaking');
  await second.keyboard.press('Escape');
  await expect(second.locator('.pill')).toHaveText('Here with you');

  await second.getByRole('button', { name: 'Unmute microphone' }).click();
  await demo.untilSaid(/Heard \d\.\d s of speech: the avatar says it back\./);
  await expect.poll(() => measureLoudness(second)).toBeGreaterThan(AUDIBLE_RMS);
  await demo.untilSaid(/Spoken over: the avatar stopped at once\./);
  await demo.untilSaid(/Heard [\s\S]*Spoken over[\s\S]*Heard /);
  await second.getByRole('button', { name: 'Mute microphone' }).click();
  await expect(second.locator('.pill')).toHaveText('Here with you');
  await speaker.close();
});

test('ends with Ctrl-C, all of it, and the page says so', async () => {
  // The demo, its agent, LiveKit's server and the avatar's browser, at the least.
  expect(demo.findProcesses().length).toBeGreaterThanOrEqual(5);
  expect(await demo.interrupt()).toBe(0);
  await expect.poll(() => demo.findProcesses(), { timeout: 5_000 }).toEqual([]);
  expect(demo.output).toContain('Everything has ended.');
  await expect(page.locator('.notice')).toContainText(/npm start|start the demo again/);
  await expect(page.getByRole('button', { name: 'Interrupt' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'Mira' })).toBeDisabled();
});

async function openBrowser(args: string[]): Promise<Browser> {
  const { executablePath } = await findChromium();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    chromiumSandbox: !isRoot,
    // Without a GPU in software, which would draw the page at the cost of the avatar’s time.
    args: [...args, '--allow-loopback-in-peer-connection', '--disable-gpu'],
  });
}

async function type(text: string): Promise<void> {
  const field = page.getByRole('textbox');
  await field.fill(text);
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

async function tabTo(target: Locator): Promise<void> {
  await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

/** One of the latency figures. */
function figure(name: string): Locator {
  return page.locator('.figures div', { hasText: name }).locator('dd');
}

/** Takes pictures in all sizes, light and dark, for people to look at; axe looks at once. */
async function checkLooks(): Promise<void> {
  const folder = await pictureFolder();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${folder}/demo-${size.width}-${colorScheme}.png` });
    }
    expect(await findBarriers()).toEqual([]);
  }
}

/** What axe finds that keeps somebody out: rules, with where they are broken. */
async function findBarriers(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

function countFrames(on: Page): Promise<number> {
  return on.evaluate(
    () => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
  );
}

/** Standard deviation of the picture's brightness, of 255: nothing but one colour has none. */
function measureContrast(on: Page): Promise<number> {
  return on.evaluate(() => {
    const video = document.querySelector('video')!;
    const canvas = new OffscreenCanvas(160, 90);
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const greens = data.filter((_, index) => index % 4 === 1);
    const mean = greens.reduce((sum, value) => sum + value, 0) / greens.length;
    return Math.sqrt(greens.reduce((sum, value) => sum + (value - mean) ** 2, 0) / greens.length);
  });
}
