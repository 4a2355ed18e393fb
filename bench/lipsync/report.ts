import type { Result } from './run.ts';

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);
const signed = (ms: number) => `${ms > 0 ? '+' : ''}${ms} ms`;

/** A Markdown table. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Accuracy, closures, lag and cost of each contender. */
export function tableOfResults(results: readonly Result[]): string {
  const header = [
    'contender',
    '15 visemes, no lag',
    '5 groups, no lag',
    'best lag',
    '15, best lag',
    '5, best lag',
    'closures shown',
    'their error',
    'false closures',
    'CPU',
  ];
  return table(
    header,
    results.map((r) => [
      r.name,
      percent(r.accuracy15),
      percent(r.accuracy5),
      signed(r.bestLagMs),
      percent(r.accuracy15AtBest),
      percent(r.accuracy5AtBest),
      percent(r.closureRecall),
      Number.isNaN(r.closureErrorMs) ? '–' : `${r.closureErrorMs.toFixed(0)} ms`,
      percent(1 - r.closurePrecision),
      `${r.cpuPercent.toFixed(2)} %`,
    ]),
  );
}

/** One of the figures that the project has promised itself. */
export interface Goal {
  readonly what: string;
  readonly wanted: string;
  readonly got: string;
  readonly met: boolean;
}

export function atLeast(what: string, value: number, wanted: number): Goal {
  return { what, wanted: `≥ ${percent(wanted)}`, got: percent(value), met: value >= wanted };
}

export function atMost(what: string, value: number, wanted: number, unit: string): Goal {
  return {
    what,
    wanted: `≤ ${wanted}${unit}`,
    got: `${value.toFixed(2)}${unit}`,
    met: value <= wanted,
  };
}

export function tableOfGoals(goals: readonly Goal[]): string {
  const rows = goals.map(({ what, wanted, got, met }) => [
    what,
    wanted,
    got,
    met ? 'yes' : '**no**',
  ]);
  return table(['goal', 'wanted', 'measured', 'met'], rows);
}
