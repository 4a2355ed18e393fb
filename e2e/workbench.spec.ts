import { readFile, writeFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { inChunks, toBytes } from './kit/raw.ts';
import { expect, pictureFolder, test as base, untilState } from './kit/fixtures.ts';
import { A_TOKEN } from './kit/tokens.ts';
import { cut, makeTone } from './kit/wav.ts';

const test = base.extend<{ bench: Page; openBench: (debug?: string) => Promise<Page> }>({
  openBench: async ({ chromium, pageBase }, use) => {
    const context = await chromium.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: [],
    });
    await use(async (debug = '') => {
      const page = await context.newPage();
      await page.goto(`${pageBase}#debug=${debug}&width=320&height=180`);
      await expect(figure(page, 'fps')).not.toHaveText('–');
      return page;
    });
    await context.close();
  },
  bench: async ({ openBench }, use) => use(await openBench()),
});

/** The number of a big figure. */
function figure(page: Page, id: string) {
  return page.locator(`[data-figure="${id}"] b`);
}

function calls(page: Page) {
  return page.getByRole('region', { name: 'Calls' }).locator('tbody tr');
}

function findings(page: Page) {
  return page.getByRole('region', { name: 'What is wrong' });
}

async function chooseSound(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.getByLabel('Sound file').setInputFiles(file);
}

test('a bench needs no server, speaks a clip and shows what became of it', async ({ bench }) => {
  await expect(findings(bench)).toHaveText('Nothing is wrong.');
  await bench.getByRole('button', { name: 'Pips' }).click();
  await expect(calls(bench).filter({ hasText: 'lk.playback_finished' })).toContainText(
    '{"playback_position":4,"interrupted":false}',
    { timeout: 15_000 },
  );
  await expect(bench.getByRole('region', { name: 'Session' })).toContainText(
    '#1: 24000 Hz, mono, 192,000 bytes',
  );
  // How large it is, a busy machine decides; `history.test.ts` holds the figures to known clocks.
  expect(Number(await figure(bench, 'latency').textContent())).toBeGreaterThanOrEqual(0);
});

test('an interruption is on the calls, in the order in which it happened', async ({ bench }) => {
  await bench.getByRole('button', { name: 'Pips' }).click();
  await expect(calls(bench)).toHaveCount(1);
  await bench.getByRole('button', { name: 'Interrupt' }).click();
  await expect(calls(bench)).toHaveCount(3);
  const methods = await calls(bench).locator('td:nth-child(2)').allTextContents();
  expect(methods.map((text) => text.trim())).toEqual([
    '← lk.playback_finished',
    '→ lk.clear_buffer',
    '← lk.playback_started',
  ]);
  await expect(calls(bench).first()).toContainText('"interrupted":true');
  await expect(figure(bench, 'owed')).toHaveText('none');
});

test('planted faults are named by what is wrong', async ({ openBench }) => {
  const page = await openBench('lag:200;withhold:1;stall:2500');
  await expect(findings(page)).toContainText(/Skew The picture comes \d{3} ms after its sound/);
  await page.getByRole('button', { name: 'A sentence' }).click();
  await expect(findings(page)).toContainText('its sender stalls');
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await expect(findings(page)).toContainText('has waited');
  await expect(figure(page, 'owed')).not.toHaveText('none');
});

test('a recording is replayed to the frame: the same positions and the same visemes', async ({
  bench,
  openBench,
}) => {
  await bench.getByRole('button', { name: 'A sentence' }).click();
  await expect.poll(() => heardSec(bench)).toBeGreaterThan(1);
  await bench.getByRole('button', { name: 'Interrupt' }).click();
  await bench.getByRole('button', { name: 'A sentence' }).click();
  await expect(calls(bench).filter({ hasText: '"interrupted":false' })).toHaveCount(1, {
    timeout: 15_000,
  });
  const download = bench.waitForEvent('download');
  await bench.getByRole('button', { name: 'Save recording' }).click();
  const path = await (await download).path();
  const seen = await readFaces(bench);
  await bench.close();

  const other = await openBench();
  const buffer = await readFile(path);
  await other
    .getByLabel('Open recording')
    .setInputFiles({ name: 'bug.mouthpiece.gz', mimeType: 'application/gzip', buffer });
  await expect(other.locator('[data-replay]')).toContainText('Replayed exactly');
  const again = await readFaces(other);
  const common = Math.min(again.frames.length, seen.frames.length);
  expect(common).toBeGreaterThan(60);
  expect(again.frames.slice(0, common)).toEqual(seen.frames.slice(0, common));
  expect(again.positions).toEqual(seen.positions);
  expect(buffer.length).toBeLessThan(1_500_000);

  await other.getByRole('button', { name: 'One frame on' }).click();
  await expect(other.getByRole('img', { name: 'The face of the picked moment' })).toBeVisible();
});

for (const [name, finding] of [
  ['late-picture', /Skew The picture comes \d+ ms after its sound/],
  ['stalling-sender', /Buffered sound Segment 1 starved .*its sender stalls/],
  ['owed-report', /calls A clear has waited \d/],
] as const) {
  test(`the recording of a ${name} is named by the panel that shows it`, async ({ bench }) => {
    const path = new URL(`../docs/debugging/${name}.mouthpiece.gz`, import.meta.url).pathname;
    await bench.getByLabel('Open recording').setInputFiles(path);
    await expect(bench.locator('[data-replay]')).toContainText('Replayed');
    await bench.evaluate(() => {
      const { mouthpieceDesk: desk } = globalThis as never as Globals;
      desk.pick(desk.history.endSec - 0.2);
    });
    await expect(findings(bench)).toContainText(finding);
  });
}

test('what can’t be used is said in place, with what to do', async ({ bench }) => {
  await bench.getByRole('button', { name: 'Microphone', exact: true }).click();
  const notices = bench.getByRole('status');
  await expect(notices).toContainText(/microphone.*(file|clip)/i);
  await chooseSound(bench, { name: 'nothing.wav', mimeType: 'audio/wav', buffer: Buffer.of() });
  await expect(notices).toContainText('nothing.wav is empty (0 bytes)');
  await chooseSound(bench, { name: 'text.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no') });
  await expect(notices).toContainText('text.mp3 is no sound that this browser can play');
  await bench
    .getByLabel('Open recording')
    .setInputFiles({ name: 'x.mouthpiece.gz', mimeType: '', buffer: Buffer.from('no') });
  await expect(notices).toContainText('This is no Mouthpiece recording');
});

test('an MP3 is spoken, and a file of two hours comes as it plays', async ({ bench }) => {
  const mp3 = new URL('speech/hello.mp3', import.meta.url);
  await chooseSound(bench, { name: 'a.mp3', mimeType: 'audio/mpeg', buffer: await readFile(mp3) });
  await expect(calls(bench).filter({ hasText: 'playback_finished' })).toHaveCount(1);
  const path = test.info().outputPath('two-hours.wav');
  await writeFile(path, makeWav(new Int16Array(2 * 3600 * 4000), 4000));
  await bench.getByLabel('Sound file').setInputFiles(path);
  await expect(bench.getByRole('region', { name: 'Journal' })).toContainText(
    'lasts 2:00:00. Files of more than 10 minutes are not read ahead',
  );
  await expect(calls(bench).filter({ hasText: 'playback_started' })).toHaveCount(2);
});

test('the address brings the knobs back', async ({ openBench }) => {
  const page = await openBench('late:250;jawOpen:0.5');
  const knobs = page.getByRole('region', { name: 'Knobs' });
  await expect(knobs.getByRole('textbox', { name: 'Late by (ms)', exact: true })).toHaveValue(
    '250',
  );
  expect(await page.evaluate(readJaw)).toBeGreaterThanOrEqual(0.5);
});

test('the workbench of a room shows its bytes, odd ones too, and its calls', async ({
  agent,
  openAvatar,
}) => {
  const page = await openAvatar({ debug: '', width: 320, height: 180 });
  await untilState(page, 'live');
  agent.openOutput();
  await agent.untilAvatarIsHere();
  const tone = cut(makeTone(16_000, 1), 0.5);
  const odd = new Uint8Array([...toBytes(tone.samples), 7]);
  await agent.sendStream({ sample_rate: '16000', num_channels: '1' }, inChunks(odd, [4_001, 999]));
  await agent.untilFinished(1);
  const session = page.getByRole('region', { name: 'Session' });
  await expect(session).toContainText('#1: 16000 Hz, mono, 16,001 bytes (1 odd)');
  await expect(session).toContainText('on behalf of agent');
  await expect(findings(page)).toContainText('Segment 1 ends inside a sample: 1 byte too many.');
  await expect(calls(page).first()).toContainText('{"playback_position":0.5,"interrupted":false}');
  await expect(figure(page, 'encoder')).toHaveText(/VP8|H264/);
  expect(await page.content()).not.toMatch(A_TOKEN);
});

test('a page without debug loads nothing of the workbench', async ({ openAvatar }) => {
  const page = await openAvatar({ width: 320, height: 180 });
  await untilState(page, 'live', 'waiting');
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(scripts.filter((name) => name.includes('debug'))).toEqual([]);
});

test('axe finds nothing serious, by day and by night', async ({ bench }) => {
  await bench.getByRole('button', { name: 'Pips' }).click();
  await expect(calls(bench).first()).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await bench.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: bench }).analyze();
    const serious = violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    );
    expect
      .soft(
        serious.map(({ id, nodes }) => [id, nodes[0]?.html]),
        colorScheme,
      )
      .toEqual([]);
    for (const width of [390, 1280, 1920]) {
      await bench.setViewportSize({ width, height: width < 500 ? 844 : 1000 });
      const path = `${await pictureFolder()}/workbench-${width}-${colorScheme}.png`;
      await bench.screenshot({ path, fullPage: true });
    }
    await bench.setViewportSize({ width: 1280, height: 900 });
  }
});

interface Globals {
  readonly mouthpieceDesk: {
    pick(atSec: number): void;
    readonly history: {
      readonly endSec: number;
      readonly frames: readonly {
        readonly mediaSec?: number;
        readonly face?: {
          readonly weights: Float32Array;
          readonly visemes: Float32Array;
          readonly head: object;
        };
      }[];
      readonly segments: ReadonlyMap<number, { readonly positionSec: number }>;
    };
  };
}

/** The faces and positions of a desk's history, exactly. */
function readFaces(page: Page) {
  return page.evaluate(() => {
    const { history } = (globalThis as never as Globals).mouthpieceDesk;
    return {
      frames: history.frames.map(({ mediaSec, face }) => [
        mediaSec,
        [...face!.visemes],
        [...face!.weights],
        face!.head,
      ]),
      positions: [...history.segments.values()].map(({ positionSec }) => positionSec),
    };
  });
}

function heardSec(page: Page): Promise<number> {
  return page.evaluate(
    () => (globalThis as never as Globals).mouthpieceDesk.history.frames.at(-1)?.mediaSec ?? 0,
  );
}

function readJaw(): number {
  const { frames } = (globalThis as never as Globals).mouthpieceDesk.history;
  return Math.max(...frames.at(-1)!.face!.weights);
}

function makeWav(samples: Int16Array, rateHz: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF');
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(2 * rateHz, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
