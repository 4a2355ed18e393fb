import type { Replay } from './replay.ts';

/** How exactly a recording was replayed, in a sentence. */
export function verdictOf({ differences, history, audio }: Replay): string {
  const count = history.segments.size;
  const frames = `${history.frames.length} frames, ${count} segment${count === 1 ? '' : 's'}`;
  if (differences.length > 0) {
    return `Replayed with ${differences.length} difference${differences.length === 1 ? '' : 's'} (${frames}). ${differences[0]}`;
  }
  return audio === undefined
    ? `Replayed: ${frames}. It began in the middle, so positions are as recorded.`
    : `Replayed exactly: ${frames}.`;
}
