import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Results } from '../run-parts.ts';
import { describeMachine } from './machine.ts';
import { drawScale, drawStrips } from './plot.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const BEGIN = '<!-- bench:performance -->';
const END = '<!-- /bench:performance -->';

/** Puts tables and plots into `docs/performance.md`; its words stay. */
export async function writeDocs(results: Results, parts: readonly string[]): Promise<void> {
  const page = new URL('performance.md', DOCS);
  const [head, rest] = (await readFile(page, 'utf8')).split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined)
    throw new Error(`${page.pathname} has no ${BEGIN} … ${END}.`);
  const plots = ['![Every value](performance.svg)', '![Growth](performance-scale.svg)'];
  const text = [await describeMachine(), ...parts, ...plots].join('\n\n');
  const whole = `${head}${BEGIN}\n\n${text}\n\n${END}${tail}`;
  const style = await resolveConfig(page);
  await writeFile(page, await format(whole, { ...style, parser: 'markdown' }));
  await writeFile(new URL('performance.svg', DOCS), drawStrips(results.single));
  await writeFile(new URL('performance-scale.svg', DOCS), drawScale(results.scale));
}
