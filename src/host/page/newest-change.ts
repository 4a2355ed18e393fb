import fs from 'node:fs/promises';
import path from 'node:path';

/** Tests stand beside the sources, but nothing is built of them. */
const TEST = /\.test\.tsx?$/;

/**
 * When the youngest of these files, or of the files below these folders, was changed, in
 * milliseconds since 1970. What is not there is passed over.
 */
export async function newestChangeMs(places: readonly string[]): Promise<number> {
  const times = await Promise.all(places.map(changeMs));
  return Math.max(0, ...times);
}

async function changeMs(place: string): Promise<number> {
  const stat = await fs.stat(place).catch(() => undefined);
  if (stat === undefined || TEST.test(place)) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const names = await fs.readdir(place);
  return newestChangeMs(names.map((name) => path.join(place, name)));
}
