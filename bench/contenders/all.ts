import type { Contender } from './contender.ts';
import { hidden } from './hidden.ts';
import { ours } from './ours.ts';
import { peer } from './peer.ts';

/** What carries our own goals, and what the scaling is measured with. */
export const MAIN = 'cpu-640x360';

const SHORT: Readonly<Record<string, string>> = {
  cpu: MAIN,
  webgl: 'webgl-640x360',
  hidden: 'hidden-640x360',
};

function allContenders(): Contender[] {
  return [
    ours('cpu', 640, 360),
    ours('cpu', 1280, 720),
    ours('webgl', 640, 360),
    ours('webgl', 1280, 720),
    peer(),
  ];
}

/** @throws when a name is unknown. */
export function chooseContenders(names: readonly string[]): Contender[] {
  if (names.length === 0) return allContenders();
  // By name only: what a person's tab does in the background is no other way to draw.
  const all = [...allContenders(), hidden(640, 360)];
  return names.map((name) => {
    const found = all.find((contender) => contender.name === (SHORT[name] ?? name));
    const known = all.map((contender) => contender.name).join(', ');
    if (!found) throw new Error(`There is no contender "${name}"; known are ${known}.`);
    return found;
  });
}
