import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { findChromium } from '../src/programs/index.ts';
import { pictureFolder } from './kit/fixtures.ts';
import { recordTwoUtterances } from './kit/microphone.ts';
import { RunningDemo } from './kit/running-demo.ts';

/** Speech is at a tenth of full scale and more; what is left of an encoded silence is far below. */
const AUDIBLE_RMS = 0.01;

test.describe.configure({ mode: 'serial' });

let demo: RunningDemo;
let browser: Browser;
let page: Page;

test.beforeAll(async ({}, testInfo) => {
  testInfo.setTimeout(180_000);
  demo = new RunningDemo();
  browser = await openBrowser(['--autoplay-policy=no-user-gesture-required']);
  const [, url] = await demo.untilSaid(/Open (http:\S+) /, 120_000);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
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
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await expect(page.locator('.news')).toHaveText('Interrupted: the avatar stopped at once.');
  await expect(page.locator('.pill')).toHaveText('Here with you');
  await expect.poll(() => measureLoudness(page)).toBeLessThan(AUDIBLE_RMS / 10);
  await expect(page.locator('.captions')).not.toContainText('just interrupt me');
});

test('answers what is typed aloud', async () => {
  const field = page.getByRole('textbox');
  await field.fill('This sentence was typed.');
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await expect(page.locator('.pill')).toHaveText('Speaking');
  await expect.poll(() => measureLoudness(page)).toBeGreaterThan(AUDIBLE_RMS);
  // The text itself where this machine has a speech program, else what to do for one.
  await expect(page.locator('.captions')).toContainText(/was typed\.|speech program/);
  await expect(page.locator('.pill')).toHaveText('Here with you');
});

test('says in place why the microphone can not be had', async () => {
  await page.getByRole('button', { name: 'Unmute microphone' }).click();
  const trouble = page.getByRole('alert');
  await expect(trouble).toContainText(/microphone/i);
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
  await demo.untilSaid(/Heard [12]\.\d s of speech: the avatar says it back\./);
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
});

async function openBrowser(args: string[]): Promise<Browser> {
  const { executablePath } = await findChromium();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    chromiumSandbox: !isRoot,
    args: [...args, '--allow-loopback-in-peer-connection'],
  });
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

/** How loud the avatar is heard, over 0.2 s, as RMS of full scale. */
function measureLoudness(on: Page): Promise<number> {
  return on.evaluate(async () => {
    const sound = document.querySelector('audio')?.srcObject;
    if (!(sound instanceof MediaStream)) return 0;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 8192 });
    context.createMediaStreamSource(sound).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const filled = analyser.fftSize / context.sampleRate;
    while (context.currentTime < filled + 0.05) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
  });
}
