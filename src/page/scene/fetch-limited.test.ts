import { afterEach, expect, test, vi } from 'vitest';
import { fetchLimited } from './fetch-limited.ts';

const limits = { maxBytes: 1024 * 1024, what: 'model' };
const address = new URL('https://heads.example/bob.glb');
const PART_BYTES = 65_536;

afterEach(() => vi.unstubAllGlobals());

function answerWith(response: Response | Error) {
  const fetched = vi.fn<typeof fetch>(async () => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

test('a file comes whole, without following redirects and without the person’s cookies', async () => {
  const fetched = answerWith(new Response('good'));
  expect(new TextDecoder().decode(await fetchLimited(address, limits))).toBe('good');
  expect(fetched.mock.calls[0]![1]).toMatchObject({ redirect: 'error', credentials: 'omit' });
});

test('an answer that is no file, and none at all, are told', async () => {
  answerWith(new Response('', { status: 404 }));
  await expect(fetchLimited(address, limits)).rejects.toThrow(/^its server answers 404\.$/);
  answerWith(new TypeError('Failed to fetch'));
  await expect(fetchLimited(address, limits)).rejects.toThrow(/can’t be fetched: .*redirect.*CORS/);
});

test('a file that says that it is too long is not read', async () => {
  const pull = vi.fn<() => void>();
  const body = new ReadableStream({ pull }, { highWaterMark: 0 });
  answerWith(new Response(body, { headers: { 'content-length': String(limits.maxBytes + 1) } }));
  await expect(fetchLimited(address, limits)).rejects.toThrow(
    /^a model may have 1 MB at most, and it has more\.$/,
  );
  expect(pull).not.toHaveBeenCalled();
});

test('one that never ends is read no further than is allowed, and let go', async () => {
  let parts = 0;
  const cancel = vi.fn<() => void>();
  const pull = (controller: ReadableStreamDefaultController) => {
    parts++;
    controller.enqueue(new Uint8Array(PART_BYTES));
  };
  answerWith(new Response(new ReadableStream({ pull, cancel })));
  await expect(fetchLimited(address, limits)).rejects.toThrow(/at most, and it has more/);
  expect(parts).toBeLessThan(limits.maxBytes / PART_BYTES + 4);
  expect(cancel).toHaveBeenCalledOnce();
});
