import { expect, test } from 'vitest';
import type { Contender } from '../contenders/contender.ts';
import type { Known } from './figures.ts';
import { makeTable, type Column } from './table.ts';

const ours = { name: 'ours', peer: false, width: 640 } as Contender;
const peer = { name: 'peer', peer: true, width: 1280 } as Contender;

function column(contender: Contender, known: Known): Column {
  return { title: contender.name, contender, known };
}

function row(name: string, ofOurs: Known, ofPeer?: Known): readonly string[] {
  const columns = [column(ours, ofOurs), ...(ofPeer ? [column(peer, ofPeer)] : [])];
  return makeTable(columns).rows.find(([first]) => first!.startsWith(name))!;
}

test('processor time is compared turn by turn, so that a slow machine makes nobody better or worse', () => {
  // The machine was half as fast in the second and third turn.
  const cells = row('CPU speaking', { cpuPercent: [31, 62, 64] }, { cpuPercent: [40, 80, 100] });
  expect(cells[1]).toBe('62.0 (31.0…64.0) 0.78 (0.64…0.78) × ✗');
  expect(cells[2]).toBe('80.0 (40.0…100.0)');
});

test('a share that is small enough meets its goal', () => {
  expect(row('CPU speaking', { cpuPercent: [30] }, { cpuPercent: [40] })[1]).toBe('30.0 0.75 × ✓');
  expect(row('clear → silence', { silenceMs: [60, 80] }, { silenceMs: [100] })[1]).toBe(
    '70 (60…80) 0.70 × ✗',
  );
});

test('what takes no time at all meets its goal', () => {
  expect(row('clear → picture at rest', { closedMs: [0] }, { closedMs: [200] })[1]).toBe('0 ✓');
});

test('without the peer nothing that is a share of its is judged', () => {
  expect(row('CPU speaking', { cpuPercent: [30] })[1]).toBe('30.0');
  expect(row('clear → silence', { silenceMs: [60] })[1]).toBe('60');
  expect(row('frames per second, speaking', { fps: [30] })[1]).toBe('30.0 ✓');
});
