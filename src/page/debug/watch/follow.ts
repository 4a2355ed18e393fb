import * as z from 'zod/mini';
import { toBytes } from '../../probe/base64.ts';
import { probeEventSchema, type ProbeEvent } from '../../probe/events.ts';
import type { FrameView } from '../../probe/index.ts';

const angle = z.number();
const weights = z.pipe(
  z.string(),
  z.transform((text) => new Float32Array(toBytes(text).buffer)),
);

const faceSchema = z.object({
  type: z.literal('face'),
  clockSec: z.number(),
  weights,
  visemes: weights,
  head: z.object({ pitch: angle, yaw: angle, roll: angle, x: angle, y: angle, z: angle }),
  gaze: z.object({ yaw: angle, pitch: angle }),
  breath: z.number(),
});

const lineSchema = z.union([
  probeEventSchema,
  faceSchema,
  z.object({ type: z.literal('picture'), jpeg: z.string() }),
]);

export interface Followers {
  onEvent(event: ProbeEvent): void;
  onFace(view: FrameView): void;
  /** @param address of a JPEG. */
  onPicture(address: string): void;
}

/** Follows a running avatar of the dispatcher until it is gone. @throws {Error} saying why it can't. */
export async function follow(id: string, followers: Followers): Promise<void> {
  const response = await ask(`avatars/${encodeURIComponent(id)}/events`);
  const lines = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let next = await lines.read(); !next.done; next = await lines.read()) {
    const parts = (rest + next.value).split('\n');
    rest = parts.pop()!;
    for (const part of parts) if (part !== '') take(part, followers);
  }
}

/** A dispatcher may want its key, which a person who opens a page can't send beforehand. */
async function ask(path: string): Promise<Response> {
  const first = await fetch(path);
  if (first.ok) return first;
  if (first.status !== 401) throw new Error(await problemOf(first));
  const key = prompt('This dispatcher wants its API key:') ?? '';
  const second = await fetch(path, { headers: { authorization: `Bearer ${key}` } });
  if (!second.ok) throw new Error(await problemOf(second));
  return second;
}

async function problemOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  return body.message ?? `The dispatcher answers ${response.status}.`;
}

function take(line: string, followers: Followers): void {
  const value = lineSchema.parse(JSON.parse(line));
  if (value.type === 'face') {
    const { clockSec, visemes, ...pose } = value;
    followers.onFace({ clockSec, visemes, pose: { ...pose, timeSec: clockSec } });
  } else if (value.type === 'picture') {
    followers.onPicture(`data:image/jpeg;base64,${value.jpeg}`);
  } else followers.onEvent(value);
}
