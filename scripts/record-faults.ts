// Records the planted faults of docs/debugging.md on the bench, and takes their pictures:
// `node scripts/run.js scripts/record-faults.ts`
import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { ensurePage, servePage } from '../src/dispatcher/index.ts';
import { launchChromium } from '../src/programs/index.ts';
import { runScript } from './steps/run-script.ts';

const FOLDER = new URL('../docs/debugging/', import.meta.url);
const SIZE = { width: 1280, height: 860 };

interface Fault {
  readonly name: string;
  /** Knobs of the bench that plant it. */
  readonly knobs: string;
  /** What the workbench says when it has seen it. */
  readonly finding: string;
  /** The lane that shows it. */
  readonly lane: string;
  /** Interrupts the speech. */
  readonly interrupts: boolean;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'late-picture',
    knobs: 'lag:200',
    finding: 'after its sound',
    lane: 'skew',
    interrupts: false,
  },
  {
    name: 'stalling-sender',
    knobs: 'stall:2500',
    finding: 'its sender stalls',
    lane: 'buffered',
    interrupts: false,
  },
  {
    name: 'owed-report',
    knobs: 'withhold:1',
    finding: 'has waited',
    lane: 'calls',
    interrupts: true,
  },
];

await runScript(async () => {
  await mkdir(FOLDER, { recursive: true });
  const server = await servePage(await ensurePage());
  const browser = await launchChromium();
  try {
    for (const fault of FAULTS) await record(browser, server.url, fault);
    await takeOverview(browser, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
});

async function record(browser: Browser, base: string, fault: Fault): Promise<void> {
  const page = await openBench(browser, base, fault.knobs);
  await page.getByRole('button', { name: 'A sentence' }).click();
  if (fault.interrupts) {
    await waitForHeard(page, 1.5);
    await page.getByRole('button', { name: 'Interrupt' }).click();
  }
  await page.getByLabel('What is wrong').getByText(fault.finding).waitFor({ timeout: 30_000 });
  await waitForHistory(page, 9);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save recording' }).click();
  const file = new URL(`${fault.name}.mouthpiece.gz`, FOLDER).pathname;
  await (await download).saveAs(file);
  await page.close();
  await takePicture(browser, base, fault, file);
}

/** The recording as somebody sees it who was sent it. */
async function takePicture(
  browser: Browser,
  base: string,
  { name, lane }: Fault,
  file: string,
): Promise<void> {
  const page = await openBench(browser, base, '');
  await page.getByLabel('Open recording').setInputFiles(file);
  await page.locator('[data-replay]').waitFor();
  await page.evaluate(() => {
    const { mouthpieceDesk: desk } = globalThis as unknown as Globals;
    desk.pick(desk.history.endSec - 0.2);
  });
  await page.getByRole('img', { name: 'The face of the picked moment' }).waitFor();
  await page.locator(`[data-lane="${lane}"]`).evaluate((element: HTMLElement) => {
    element.style.outline = '2px solid var(--bad)';
    element.style.outlineOffset = '-2px';
  });
  await page.screenshot({ path: new URL(`${name}.png`, FOLDER).pathname });
  await page.close();
}

async function takeOverview(browser: Browser, base: string): Promise<void> {
  const page = await openBench(browser, base, '', { width: 1680, height: 1000 });
  await page.getByRole('button', { name: 'A sentence' }).click();
  await waitForHeard(page, 2.6);
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await page.getByRole('button', { name: 'A sentence' }).click();
  await waitForHistory(page, 10);
  await waitForHeard(page, 1);
  await writeFile(new URL('workbench.png', FOLDER), await page.screenshot());
  await page.close();
}

async function openBench(
  browser: Browser,
  base: string,
  knobs: string,
  viewport = SIZE,
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: 'dark' });
  await page.goto(new URL(`#debug=${knobs}`, base).href);
  await waitForHistory(page, 1);
  return page;
}

interface Globals {
  readonly mouthpieceDesk: {
    readonly history: { endSec: number; frames: { mediaSec?: number }[] };
    pick(atSec: number): void;
  };
}

async function waitForHistory(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const { mouthpieceDesk: desk } = globalThis as unknown as Partial<Globals>;
    return (desk?.history.frames.length ?? 0) > 10 && desk!.history.endSec > wanted;
  }, seconds);
}

async function waitForHeard(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const { frames } = (globalThis as unknown as Globals).mouthpieceDesk.history;
    return (frames.at(-1)?.mediaSec ?? 0) > wanted;
  }, seconds);
}
