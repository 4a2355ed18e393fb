import { existsSync } from 'node:fs';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { ProgramError } from '../program-error.ts';
import { findChromium } from './find.ts';
import { launchChromium } from './launch.ts';

afterEach(() => void vi.unstubAllEnvs());

/** The first run may have to download the browser. */
const FETCH_MS = 900_000;

test('a browser is found, and found again at once', { timeout: FETCH_MS }, async () => {
  const first = await findChromium();
  expect(existsSync(first.executablePath)).toBe(true);
  expect(await findChromium()).toEqual(first);
});

test('it has what the avatar page needs', async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.openPage();
  await expect(page.call(soundRuns)).resolves.toBe(true);
  await expect(page.call(() => 'MediaStreamTrackGenerator' in globalThis)).resolves.toBe(true);
  await expect(page.call(loopbackConnects)).resolves.toBe('connected');
  await expect(
    page.call(() => document.createElement('canvas').getContext('webgl2') !== null),
  ).resolves.toBe(true);
});

test('a setting that names no program is said, not passed over', async () => {
  vi.stubEnv('MOUTHPIECE_CHROMIUM', '/nowhere/chromium');
  const refused = await findChromium().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProgramError);
  expect((refused as ProgramError).message).toMatch(
    /^MOUTHPIECE_CHROMIUM is "\/nowhere\/chromium", but/,
  );
});

test('a program that is no browser is said with its own words', async () => {
  vi.stubEnv('MOUTHPIECE_CHROMIUM', process.execPath);
  await expect(launchChromium()).rejects.toThrow(`${process.execPath} did not start`);
});

/** Without a click and without a sound device. Evaluated in the browser. */
async function soundRuns(): Promise<boolean> {
  const context = new AudioContext();
  const end = performance.now() + 5_000;
  while (context.currentTime === 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return context.currentTime > 0;
}

/** Two ends of a WebRTC connection in one page. Evaluated in the browser. */
async function loopbackConnects(): Promise<string> {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.onicecandidate = ({ candidate }) => candidate && void b.addIceCandidate(candidate);
  b.onicecandidate = ({ candidate }) => candidate && void a.addIceCandidate(candidate);
  a.createDataChannel('any');
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription!);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription!);
  return new Promise((resolve) => {
    a.onconnectionstatechange = () => {
      if (a.connectionState !== 'connecting') resolve(a.connectionState);
    };
  });
}
