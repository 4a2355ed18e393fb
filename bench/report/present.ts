import { TOLERATED_OTHERS_PERCENT } from '../machine/quiet.ts';
import { median } from '../analysis/stats.ts';
import type { BenchOptions } from '../options.ts';
import type { Results } from '../run-parts.ts';
import { otherLines, scaleTable } from './other-lines.ts';
import { makeTable, toText, type Column, type Table } from './table.ts';

/** A ruler that is later than this itself tells nothing about others. */
const TOLERATED_OWN_DELAY_MS = 20;

/** @returns false when the machine was too busy for the figures to mean anything. */
export async function present(results: Results, _options: BenchOptions): Promise<boolean> {
  const [single, busy] = [toColumns(results.single), toColumns(results.busy)];
  if (single.some(({ known }) => Object.keys(known).length > 0)) show('', makeTable(single));
  if (busy.length > 0) show('With one core kept busy', makeTable(busy));
  const scale = scaleTable(results);
  if (scale) show('Several at once', scale);
  for (const line of otherLines(results)) console.log(line);
  const crowds = results.scale.map(({ contender, avatars, samples }) => ({
    title: `${avatars} × ${contender.name}`,
    contender,
    known: samples,
  }));
  const doubts = [...single, ...busy, ...crowds].flatMap(doubt);
  for (const line of doubts) console.error(`NOT TO BE TRUSTED: ${line}`);
  return doubts.length === 0;
}

function toColumns(known: Results['single']): Column[] {
  return [...known].map(([contender, what]) => ({
    title: contender.name,
    contender,
    known: what,
  }));
}

function show(title: string, table: Table): void {
  console.log(`${title ? `\n${title}\n` : ''}${toText(table)}\n`);
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
