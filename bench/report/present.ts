import { TOLERATED_OTHERS_PERCENT } from '../machine/quiet.ts';
import { median } from '../analysis/stats.ts';
import type { BenchOptions } from '../options.ts';
import type { Results } from '../run-parts.ts';
import { keepResults } from './keep.ts';
import { otherLines, scaleTable } from './other-lines.ts';
import { makeTable, toMarkdown, toText, type Column, type Table } from './table.ts';
import { writeDocs } from './write-docs.ts';

/** A ruler that is later than this itself tells nothing about others. */
const TOLERATED_OWN_DELAY_MS = 20;

/** @returns false when the machine was too busy for the figures to mean anything. */
export async function present(results: Results, options: BenchOptions): Promise<boolean> {
  await keepResults(results);
  const sections = collect(results);
  for (const { title, table } of sections) console.log(`\n${title}\n\n${toText(table)}`);
  const lines = otherLines(results);
  if (lines.length > 0) console.log(`\n${lines.join('\n')}`);
  const doubts = findDoubts(results);
  for (const line of doubts) console.error(`NOT TO BE TRUSTED: ${line}`);
  if (doubts.length > 0) return false;
  if (options.write) {
    const parts = sections.map(({ title, table }) => `### ${title}\n\n${toMarkdown(table)}`);
    await writeDocs(results, [...parts, ...lines]);
  }
  return true;
}

interface Section {
  readonly title: string;
  readonly table: Table;
}

function collect(results: Results): Section[] {
  const sections: Section[] = [];
  const add = (title: string, table: Table | undefined) => {
    if (table && table.rows.length > 0) sections.push({ title, table });
  };
  add('One avatar', makeTable(toColumns(results.single)));
  add('One avatar, one core kept busy', makeTable(toColumns(results.busy)));
  add('Several avatars at once', scaleTable(results));
  return sections;
}

/** Many avatars keep the ruler busy themselves; its delay stands in their table. */
function findDoubts({ single, busy, scale }: Results): string[] {
  const crowds = scale.map(({ contender, avatars, samples }) => ({
    title: `${avatars} × ${contender.name}`,
    contender,
    known: { othersPercent: samples.othersPercent },
  }));
  return [...toColumns(single), ...toColumns(busy), ...crowds].flatMap(doubt);
}

function toColumns(known: Results['single']): Column[] {
  return [...known].map(([contender, what]) => ({
    title: contender.name,
    contender,
    known: what,
  }));
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
