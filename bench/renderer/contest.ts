import type { CDPSession, Page } from 'playwright-core';
import type { ContenderOptions } from './page/contender.ts';
import type { Bench } from './page/page.ts';

/** What one contender has shown. */
export interface Result {
  readonly options: ContenderOptions;
  /** Median over all rounds. */
  readonly frameMs: number;
  /** 100 is one core, of all processes of the browser, at 30 frames a second. */
  readonly cpuPercent: number;
  readonly framesPerSec: number;
}

const FRAMES_A_ROUND = 40;
const CPU_SEC = 4;

declare const bench: Bench;

/** Lets contenders take turns, so that what else the machine does meets all of them alike. */
export async function runContest(
  page: Page,
  contenders: readonly ContenderOptions[],
  rounds: number,
): Promise<Result[]> {
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const runs = contenders.map(() => ({
    ms: [] as number[],
    cpu: [] as number[],
    fps: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const [i, options] of contenders.entries()) {
      await page.evaluate((chosen) => bench.use(chosen), options);
      runs[i]!.ms.push(...(await page.evaluate((n) => bench.time(n), FRAMES_A_ROUND)));
      const { cpuPercent, framesPerSec } = await measureCpu(page, browser);
      runs[i]!.cpu.push(cpuPercent);
      runs[i]!.fps.push(framesPerSec);
    }
  }
  return runs.map(({ ms, cpu, fps }, i) => ({
    options: contenders[i]!,
    frameMs: median(ms),
    cpuPercent: median(cpu),
    framesPerSec: median(fps),
  }));
}

async function measureCpu(page: Page, browser: CDPSession) {
  await page.evaluate(() => bench.start());
  const [startSec, startMs] = [await cpuTimeSec(browser), performance.now()];
  await page.waitForTimeout(CPU_SEC * 1000);
  // stopping waits for the frames that are due: a renderer that cannot keep up has not got away
  const frames = await page.evaluate(() => bench.stop());
  const [endSec, endMs] = [await cpuTimeSec(browser), performance.now()];
  const elapsedSec = (endMs - startMs) / 1000;
  return {
    cpuPercent: ((endSec - startSec) / elapsedSec) * 100,
    framesPerSec: frames / elapsedSec,
  };
}

async function cpuTimeSec(browser: CDPSession): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
