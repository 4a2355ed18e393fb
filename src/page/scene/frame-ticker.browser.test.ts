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

test('what has waited longer for the page may hold it up, but not for long', async () => {
  const done: ('tick' | 'message')[] = [];
  const stop = startTicker(50, () => done.push('tick'));
  const { port1, port2 } = new MessageChannel();
  const messages = 60;
  const flooded = new Promise((resolve) => {
    port2.onmessage = ({ data: last }: MessageEvent<boolean>) => {
      for (const untilMs = performance.now() + 5; performance.now() < untilMs;);
      done.push('message');
      if (last) resolve(undefined);
    };
  });
  for (let i = 1; i <= messages; i++) port1.postMessage(i === messages);
  await flooded;
  stop();
  port1.close();
  expect(done.filter((one) => one === 'message')).toHaveLength(messages);
  expect(done.filter((one) => one === 'tick').length).toBeGreaterThan(2);
});

function show(seen: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!seen);
  document.dispatchEvent(new Event('visibilitychange'));
}
