import { mkdir, writeFile } from 'node:fs/promises';
import type { Results } from '../run-parts.ts';

/** Not part of the repository. */
const FOLDER = new URL('../../test-results/', import.meta.url);

/** Keeps every single value of a run, for a closer look: `test-results/bench.json`. */
export async function keepResults({ single, busy, scale, ...rest }: Results): Promise<void> {
  const named = (known: Results['single']) =>
    Object.fromEntries([...known].map(([contender, what]) => [contender.name, what]));
  const kept = {
    single: named(single),
    busy: named(busy),
    scale: scale.map((reading) => ({ ...reading, contender: reading.contender.name })),
    ...rest,
  };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL('bench.json', FOLDER), JSON.stringify(kept, undefined, 1));
}
