/** Longer than this for one file, and whoever waits has gone. */
const TIMEOUT_MS = 60_000;

export interface FileLimits {
  readonly maxBytes: number;
  /** What the file is, for messages: `model`. */
  readonly what: string;
}

/**
 * Fetches a whole file that somebody named. Redirects are not followed, since they could lead to
 * where fetching is not allowed, and nothing of the person's own is sent along.
 *
 * @throws {Error} whose message is the end of a sentence.
 */
export async function fetchLimited(address: URL, limits: FileLimits): Promise<ArrayBuffer> {
  const response = await ask(address);
  if (!response.ok) throw new Error(`its server answers ${response.status}.`);
  refuseBeyond(Number(response.headers.get('content-length') ?? 0), limits);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of readParts(response)) {
    length += part.byteLength;
    refuseBeyond(length, limits);
    parts.push(part);
  }
  return new Blob(parts).arrayBuffer();
}

async function ask(address: URL): Promise<Response> {
  try {
    return await fetch(address, {
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new Error(
      'it can’t be fetched: its server does not answer, answers with a redirect, or does not allow this page to read it (CORS).',
      { cause },
    );
  }
}

/** Ends the connection when whoever reads stops. */
async function* readParts(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function refuseBeyond(bytes: number, { maxBytes, what }: FileLimits): void {
  if (bytes <= maxBytes) return;
  const limit = Math.round(maxBytes / 1024 / 1024);
  throw new Error(`a ${what} may have ${limit} MB at most, and it has more.`);
}
