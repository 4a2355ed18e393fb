import { BLOCK_MS } from '../room/recording.ts';
import type { SoundTrack } from './sound-track.ts';

/**
 * Where nothing was audible.
 *
 * @returns the length of each such time in what was heard after `fromMs` and until `toMs`, in milliseconds.
 */
export function findSilences(
  { audible, endsMs }: SoundTrack,
  fromMs: number,
  toMs: number,
): number[] {
  const heard = audible.filter((_, i) => endsMs[i]! > fromMs && endsMs[i]! <= toMs);
  const lengths: number[] = [];
  let length = 0;
  for (const isLoud of [...heard, 1]) {
    if (isLoud === 0) length += BLOCK_MS;
    else if (length > 0) {
      lengths.push(length);
      length = 0;
    }
  }
  return lengths;
}
