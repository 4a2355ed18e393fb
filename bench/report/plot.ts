import { median } from '../analysis/stats.ts';
import type { Contender } from '../contenders/contender.ts';
import type { ScaleReading } from '../parts/scale.ts';
import { FIGURES, type Known } from './figures.ts';

const WIDTH = 760;
const LEFT = 150;
const RIGHT = 40;
const ROW = 22;
const HEAD = 54;
const OURS = '#2b6cb0';
const PEER = '#c05621';

/** The figures whose every value is worth a look, and where their axes end, in ms. */
const STRIPS: readonly (readonly [name: string, from: number, to: number])[] = [
  ['first byte sent → first audible', 0, 250],
  ['picture late against sound', -150, 150],
  ['clear → silence', 0, 350],
  ['clear → picture at rest', 0, 450],
];

/** A dot for each time that something was measured, a bar at the median. */
export function drawStrips(known: ReadonlyMap<Contender, Known>): string {
  const panel = HEAD + known.size * ROW + 18;
  const panels = STRIPS.map(([name, from, to], i) => {
    const figure = FIGURES.find((candidate) => candidate.name === name)!;
    const rows = [...known].map(([contender, what], row) =>
      drawStrip(contender, figure.values(what), row, from, to),
    );
    const axis = drawAxis(from, to, known.size * ROW);
    const title = `<text x="8" y="16" font-weight="bold">${name}, ms</text>`;
    return `<g transform="translate(0 ${i * panel + 8})">${title}<g transform="translate(0 38)">${axis}${rows.join('')}</g></g>`;
  });
  return svg(STRIPS.length * panel + 16, panels.join('\n'));
}

function drawStrip(
  { name, peer }: Contender,
  values: readonly number[],
  row: number,
  from: number,
  to: number,
): string {
  const y = row * ROW + ROW / 2;
  const colour = peer ? PEER : OURS;
  const told = values.filter((value) => !Number.isNaN(value));
  const x = (value: number) => toX(value, from, to).toFixed(1);
  const dots = told.map(
    (value) => `<circle cx="${x(value)}" cy="${y}" r="3" fill="${colour}" opacity="0.35"/>`,
  );
  const middle = x(median(told));
  const bar = `<path d="M${middle} ${y - 8}v16" stroke="${colour}" stroke-width="3"/>`;
  const label = `<text x="8" y="${y + 4}">${name}</text>`;
  return label + dots.join('') + (told.length > 0 ? bar : '');
}

function drawAxis(from: number, to: number, height: number): string {
  const step = (to - from) / 5;
  return Array.from({ length: 6 }, (_, i) => {
    const value = from + i * step;
    const x = toX(value, from, to).toFixed(1);
    return `<path d="M${x} 0V${height}" stroke="#cbd5e0"/><text x="${x}" y="-4" text-anchor="middle" font-size="11" fill="#4a5568">${value}</text>`;
  }).join('');
}

/** What lies beyond the axis is drawn at its end. */
function toX(value: number, from: number, to: number): number {
  const share = (Math.max(from, Math.min(to, value)) - from) / (to - from);
  return LEFT + share * (WIDTH - LEFT - RIGHT);
}

const SCALE_HEIGHT = 220;

/** How much of the processors several avatars take together. */
export function drawScale(readings: readonly ScaleReading[]): string {
  const most = Math.max(...readings.map(cpuOf), 100);
  const counts = [...new Set(readings.map(({ avatars }) => avatars))];
  const x = (avatars: number) => toX(avatars, 0, Math.max(...counts) + 1).toFixed(1);
  const y = (cpu: number) => (SCALE_HEIGHT - (cpu / most) * (SCALE_HEIGHT - 40)).toFixed(1);
  const marks = readings.map((reading) => {
    const colour = reading.contender.peer ? PEER : OURS;
    const [cx, cy] = [x(reading.avatars), y(cpuOf(reading))];
    return `<circle cx="${cx}" cy="${cy}" r="5" fill="${colour}"/><text x="${Number(cx) + (reading.contender.peer ? 9 : -9)}" y="${Number(cy) + 4}" text-anchor="${reading.contender.peer ? 'start' : 'end'}" fill="${colour}">${cpuOf(reading).toFixed(0)} %</text>`;
  });
  const labels = counts.map(
    (count) =>
      `<text x="${x(count)}" y="${SCALE_HEIGHT + 18}" text-anchor="middle">${count}</text>`,
  );
  const title = `<text x="8" y="16" font-weight="bold">CPU of all avatars together (100 % = one core) by their number</text>`;
  const legend = `<text x="8" y="60" fill="${OURS}">ours, 640x360</text><text x="8" y="80" fill="${PEER}">peer, 1280x720</text>`;
  const ground = `<path d="M${LEFT} ${SCALE_HEIGHT}H${WIDTH - RIGHT}" stroke="#4a5568"/>`;
  return svg(SCALE_HEIGHT + 30, [title, legend, ground, ...marks, ...labels].join('\n'));
}

function cpuOf({ samples }: ScaleReading): number {
  return median(samples.cpuPercent);
}

function svg(height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
${body}
</svg>
`;
}
