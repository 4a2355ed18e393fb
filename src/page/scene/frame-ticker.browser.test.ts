import { afterEach, expect, test, vi } from 'vitest';
import { startTicker } from './frame-ticker.ts';

afterEach(() => void vi.restoreAllMocks());

test('it ticks while the page is seen, while it is hidden, and not once it is stopped', async () => {
  let ticks = 0;
  const stop = startTicker(50, () => ticks++);
  const more = (than: number) => expect.poll(() => ticks, { interval: 10 }).toBeGreaterThan(than);
  await more(5);
  show(false);
  await more(ticks + 5);
  show(true);
  await more(ticks + 5);
  stop();
  show(false);
  const atEnd = ticks;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(ticks).toBe(atEnd);
});

function show(seen: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!seen);
  document.dispatchEvent(new Event('visibilitychange'));
}
