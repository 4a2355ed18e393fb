import { FRAME_HZ, VISEMES } from '../../src/page/lipsync/index.ts';
import type { Contender } from './contenders.ts';
import { GROUPS } from './scores.ts';
import type { Utterance } from './speech.ts';
import { truthFrames } from './truth.ts';

const WIDTH = 1200;
const LEFT = 150;
const ROW = 34;
const WAVE = 90;

/** Colours by mouth group, readable on light and dark. */
const COLORS: Readonly<Record<string, string>> = {
  closed: '#7a8699',
  dental: '#b7791f',
  narrow: '#2f855a',
  open: '#c53030',
  round: '#6b46c1',
};

/** An SVG of the waveform, the truth and what each contender shows, on one time axis. */
export async function drawPlot(
  { sound, marks, text }: Utterance,
  contenders: readonly Contender[],
): Promise<string> {
  const seconds = sound.samples.length / sound.sampleRateHz;
  const toX = (sec: number) => LEFT + ((WIDTH - LEFT - 10) * sec) / seconds;
  const truth = truthFrames(marks, Math.ceil(seconds * FRAME_HZ));
  const rows: [string, Uint8Array][] = [['truth', truth]];
  for (const contender of contenders) {
    rows.push([contender.name, (await contender.read(sound)).visemes]);
  }
  const height = 30 + WAVE + rows.length * ROW + 40;
  const body = [
    `<text x="${LEFT}" y="18">${text}</text>`,
    drawWave(sound.samples, toX, seconds),
    ...rows.map(([name, frames], i) => drawRow(name, frames, 36 + WAVE + i * ROW, toX)),
    drawLegend(height - 14),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
${body.join('\n')}
</svg>
`;
}

function drawWave(samples: Float32Array, toX: (sec: number) => number, seconds: number): string {
  const columns = WIDTH - LEFT;
  const points: string[] = [];
  for (let i = 0; i < columns; i++) {
    const from = Math.floor((i * samples.length) / columns);
    const part = samples.subarray(from, Math.floor(((i + 1) * samples.length) / columns));
    const top = part.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    const x = toX((i * seconds) / columns).toFixed(1);
    const y = 26 + WAVE / 2;
    points.push(`M${x} ${(y - 60 * top).toFixed(1)}V${(y + 60 * top).toFixed(1)}`);
  }
  return `<path d="${points.join('')}" stroke="#4a5568" fill="none"/>`;
}

function drawRow(
  name: string,
  frames: Uint8Array,
  y: number,
  toX: (sec: number) => number,
): string {
  const parts = [`<text x="8" y="${y + 18}">${name}</text>`];
  for (let start = 0; start < frames.length;) {
    let end = start + 1;
    while (end < frames.length && frames[end] === frames[start]) end++;
    const viseme = VISEMES[frames[start]!]!;
    const x = toX(start / FRAME_HZ);
    const width = toX(end / FRAME_HZ) - x;
    const fill = viseme === 'sil' ? '#edf0f4' : COLORS[GROUPS[viseme]]!;
    parts.push(
      `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="26" fill="${fill}"/>`,
    );
    if (viseme !== 'sil' && width > 16) {
      const middle = (x + width / 2).toFixed(1);
      parts.push(
        `<text x="${middle}" y="${y + 17}" text-anchor="middle" font-size="10" fill="#fff">${viseme}</text>`,
      );
    }
    start = end;
  }
  return parts.join('\n');
}

function drawLegend(y: number): string {
  return Object.entries(COLORS)
    .map(([name, color], i) => {
      const x = LEFT + i * 110;
      return `<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${color}"/><text x="${x + 18}" y="${y}">${name}</text>`;
    })
    .join('\n');
}
