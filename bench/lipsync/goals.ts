import type { LipScores } from './lips.ts';
import { atLeast, atMost, type Goal } from './report.ts';
import type { Result } from './run.ts';

/** Everything that the goals are about. */
export interface Measured {
  /** On the unseen voice: ours first. */
  readonly results: readonly Result[];
  readonly lines: readonly (readonly [string, readonly Result[]])[];
  readonly sounds: readonly { readonly sound: string; readonly ours: number }[];
  readonly lips: LipScores;
}

/** What this project has set itself for the unseen voice. */
export function collectGoals({ results, lines, sounds, lips }: Measured): Goal[] {
  const [ours, ...others] = results as [Result, ...Result[]];
  const rivals = others.filter(({ name }) => name.startsWith('HeadAudio'));
  const rival15 = Math.max(...rivals.map((r) => r.accuracy15AtBest));
  const rival5 = Math.max(...rivals.map((r) => r.accuracy5AtBest));
  return [
    atLeast('15 visemes', ours.accuracy15, 0.5),
    atLeast('5 mouth groups', ours.accuracy5, 0.75),
    times('15 visemes against HeadAudio at its best lag', ours.accuracy15 / rival15),
    times(
      `5 groups against HeadAudio at its best lag (all right would be ${(1 / rival5).toFixed(2)} ×)`,
      ours.accuracy5 / rival5,
    ),
    atLeast('p, b, m shown as PP within 40 ms', ours.closureRecall, 0.9),
    atLeast('p, b, m in which the lips touch within 40 ms', lips.recall, 0.9),
    atMost('distance of the best lag from 0', Math.abs(ours.bestLagMs), 10, ' ms'),
    atMost('CPU, of one core', ours.cpuPercent, 2, ' %'),
    ...lines.map(([name, [first]]) =>
      atLeast(`15 visemes kept: ${name}`, first!.accuracy15 / ours.accuracy15, 0.75),
    ),
    ...sounds.map(({ sound, ours: share }) =>
      atMost(`${sound} taken for speech`, 100 * share, 2, ' %'),
    ),
  ];
}

function times(what: string, factor: number): Goal {
  return { what, wanted: '≥ 1.8 ×', got: `${factor.toFixed(2)} ×`, met: factor >= 1.8 };
}
