import { median, quantile } from '../analysis/stats.ts';
import { biasOf } from '../parts/ruler.ts';
import type { Results } from '../run-parts.ts';
import type { Table } from './table.ts';

const round = (value: number, digits = 0) => (Number.isNaN(value) ? '–' : value.toFixed(digits));

/** How the first figures and the cost grow with the number of avatars. */
export function scaleTable({ scale }: Results): Table | undefined {
  if (scale.length === 0) return undefined;
  return {
    header: [
      'avatars at once',
      'first sound, ms',
      'late, ms',
      '|…| at 95 %',
      'clear → silence, ms',
      'clear → rest, ms',
      'position error, ms',
      'fps',
      'largest gap, ms',
      'CPU each, %',
      'CPU each at rest, %',
      'PSS each, MiB',
      'CPU of bench and server, %',
      'the ruler’s own delay, ms',
    ],
    rows: scale.map(({ contender, avatars, samples }) => {
      const skews = samples.skew.map(({ skewMs }) => skewMs);
      return [
        `${avatars} × ${contender.name}`,
        round(median(samples.firstSoundMs)),
        round(median(skews)),
        round(quantile(skews.map(Math.abs), 0.95)),
        round(median(samples.silenceMs)),
        round(median(samples.closedMs)),
        round(median(samples.positionErrorMs.map(Math.abs))),
        round(median(samples.fps), 1),
        round(Math.max(...samples.maxGapMs)),
        round(median(samples.cpuPercent) / avatars, 1),
        round(median(samples.restCpuPercent) / avatars, 1),
        round(median(samples.pssMiB) / avatars),
        round(median(samples.benchCpuPercent)),
        round(median(samples.ownDelayMs)),
      ];
    }),
  };
}

/** What is no table: a sentence each. */
export function otherLines({ stall, long, ruler }: Results): string[] {
  const lines: string[] = [];
  for (const { speechSec, slowdown, arrivalSec, ...seen } of stall) {
    const page = slowdown === 1 ? '' : `, at a page slowed ${slowdown} times`;
    lines.push(
      `${speechSec} s of speech in one segment arrived in ${round(arrivalSec, 1)} s${page}: in the ${seen.watchedSec} s from its first sound ${inWords(seen.silences)} (${seen.silenceMs} ms or more${longest(seen.longestSilenceMs)}), ${round(seen.fps, 1)} frames a second, largest gap ${round(seen.maxGapMs)} ms.`,
    );
  }
  if (long)
    lines.push(
      `A segment of ${long.durationSec} s begins with the picture ${round(long.beginMs)} ms late and ends with ${round(long.endMs)} ms (medians of the first and the last minute).`,
    );
  for (const { shiftMs, skewMs, transportMs } of ruler)
    lines.push(
      `The ruler reads a source whose picture is ${shiftMs} ms late as ${round(median(skewMs))} ms (${round(quantile(skewMs, 0))}…${round(quantile(skewMs, 1))}); its sound took ${round(transportMs)} ms.`,
    );
  if (ruler.length > 0)
    lines.push(`So it reads ${round(biasOf(ruler))} ms where picture and sound leave together.`);
  return lines;
}

function inWords(silences: number): string {
  if (silences === 0) return 'no silence';
  return silences === 1 ? 'one silence' : `${silences} silences`;
}

function longest(ms: number): string {
  return ms === 0 ? '' : `; the longest ${round(ms)}`;
}
