import { TOLERATED_OTHERS_PERCENT } from '../machine/quiet.ts';
import { median } from '../analysis/stats.ts';
import type { BenchOptions } from '../options.ts';
import type { Results } from '../run-parts.ts';
import { makeTable, toText, type Column } from './table.ts';

/** A ruler that is later than this itself tells nothing about others. */
const TOLERATED_OWN_DELAY_MS = 20;

/** @returns false when the machine was too busy for the figures to mean anything. */
export async function present(results: Results, _options: BenchOptions): Promise<boolean> {
  const columns = [...results.single].map(([contender, known]) => ({
    title: contender.name,
    contender,
    known,
  }));
  console.log(toText(makeTable(columns)));
  const doubts = columns.flatMap(doubt);
  for (const line of doubts) console.error(`NOT TO BE TRUSTED: ${line}`);
  return doubts.length === 0;
}

function doubt({ title, known }: Column): string[] {
  const others = median(known.othersPercent ?? []);
  const delay = median(known.ownDelayMs ?? []);
  const doubts: string[] = [];
  if (others > TOLERATED_OTHERS_PERCENT)
    doubts.push(
      `${title}: other work took ${others.toFixed(0)} % of a core (${TOLERATED_OTHERS_PERCENT} at most).`,
    );
  if (delay > TOLERATED_OWN_DELAY_MS)
    doubts.push(
      `${title}: the ruler itself was ${delay.toFixed(0)} ms late (${TOLERATED_OWN_DELAY_MS} at most).`,
    );
  return doubts;
}
