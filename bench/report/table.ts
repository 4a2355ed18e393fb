import { median, quantile } from '../analysis/stats.ts';
import type { Contender } from '../contenders/contender.ts';
import { FIGURES, sumUp, type Figure, type Known } from './figures.ts';

/** A contender and what is known of it. */
export interface Column {
  readonly title: string;
  readonly contender: Contender;
  readonly known: Known;
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Medians, ranges, ratios to the peer, and whether the goals are met. Rows without a value are left out. */
export function makeTable(columns: readonly Column[]): Table {
  const peer = columns.find(({ contender }) => contender.peer);
  const ours = columns.filter(({ contender }) => !contender.peer);
  const shown = peer ? [...ours, peer] : ours;
  const rows = FIGURES.filter((figure) =>
    shown.some(({ known }) => !Number.isNaN(sumUp(figure, figure.values(known)))),
  );
  return {
    header: ['', ...shown.map(({ title }) => title), 'goal'],
    rows: rows.map((figure) => [
      figure.unit ? `${figure.name}, ${figure.unit}` : figure.name,
      ...shown.map((column) => cell(figure, column, peer)),
      goalText(figure, ours),
    ]),
  };
}

function cell(figure: Figure, { contender, known }: Column, peer: Column | undefined): string {
  const values = figure.values(known);
  const value = sumUp(figure, values);
  if (Number.isNaN(value)) return '–';
  const peerValues = peer ? figure.values(peer.known) : [];
  const parts = [format(value, figure), range(values, figure)];
  if (!contender.peer) {
    const shares = sharesByTurn(figure, values, peerValues);
    const whole = sumUp(figure, peerValues);
    // Of turns, the peer's value that goes with the median of the shares.
    const peerValue = shares ? value / median(shares) : whole;
    const met = verdict(figure, value, peerValue, contender);
    parts.push(
      ratio(figure, shares ?? [value / whole]),
      figure.isDoubtful?.(known) && met ? '?' : met,
    );
  }
  return parts.filter((part) => part !== '').join(' ');
}

function verdict(figure: Figure, value: number, peer: number, contender: Contender): string {
  const goal = figure.goal?.(peer, contender);
  if (!goal) return '';
  if (goal.text.startsWith('≤') && goal.text.includes('peer') && Number.isNaN(peer)) return '';
  return goal.isMet(value) ? '✓' : '✗';
}

/** How large ours is beside the peer's, turn by turn; undefined where they did not take the same turns. */
function sharesByTurn(
  { byTurns = false }: Figure,
  values: readonly number[],
  peer: readonly number[],
): number[] | undefined {
  if (!byTurns || values.length !== peer.length) return undefined;
  return values.map((value, turn) => value / peer[turn]!);
}

/** Only where the peer's is a quantity that ours is a share of. */
function ratio(figure: Figure, shares: readonly number[]): string {
  const goal = figure.goal?.(1, { width: 0 } as Contender);
  const share = median(shares);
  if (!goal?.text.includes('peer') || !(share > 0) || share === Infinity) return '';
  const [least, most] = [quantile(shares, 0).toFixed(2), quantile(shares, 1).toFixed(2)];
  return `${share.toFixed(2)} ${least === most ? '' : `(${least}…${most}) `}×`;
}

function range(values: readonly number[], figure: Figure): string {
  if (values.length < 2 || figure.sum) return '';
  return `(${format(quantile(values, 0), figure)}…${format(quantile(values, 1), figure)})`;
}

function format(value: number, { digits = 0 }: Figure): string {
  return value.toFixed(digits);
}

function goalText(figure: Figure, ours: readonly Column[]): string {
  const texts = ours.map(({ contender }) => figure.goal?.(1, contender)?.text ?? '');
  return [...new Set(texts)].join(' / ');
}

/** For the terminal: columns in line. */
export function toText({ header, rows }: Table): string {
  const lines = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines.map((line) => line.map((text, i) => text.padEnd(widths[i]!)).join('  ')).join('\n');
}

/** For the docs. */
export function toMarkdown({ header, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
