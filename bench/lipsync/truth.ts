import { readFileSync } from 'node:fs';
import { FRAME_HZ, VISEME_INDEX, type Viseme } from '../../src/page/lipsync/index.ts';

/** A viseme from one time to another. */
export interface Mark {
  readonly startSec: number;
  readonly endSec: number;
  readonly viseme: Viseme;
}

type Shape = Viseme | 'next' | readonly [Viseme, Viseme];

interface PhonemeTable {
  readonly diphthongSplit: number;
  readonly sets: { readonly radio: Readonly<Record<string, Shape>> };
}

/** The same table as the training's; where it comes from is said in it. */
const TABLE = JSON.parse(
  readFileSync(new URL('../../tools/lipsync/phonemes.json', import.meta.url), 'utf8'),
) as PhonemeTable;

/** From phonemes and their ends to visemes. */
export function markVisemes(phonemes: readonly { name: string; endSec: number }[]): Mark[] {
  let startSec = 0;
  return phonemes.flatMap(({ endSec }, i) => {
    const marks = shape(phonemes, i, startSec, endSec);
    startSec = endSec;
    return marks;
  });
}

function shape(
  phonemes: readonly { name: string }[],
  index: number,
  startSec: number,
  endSec: number,
): Mark[] {
  const found = TABLE.sets.radio[phonemes[index]!.name];
  if (found === undefined) throw new Error(`Unknown phoneme "${phonemes[index]!.name}".`);
  if (found === 'next') return [{ startSec, endSec, viseme: firstShape(phonemes[index + 1]) }];
  if (typeof found === 'string') return [{ startSec, endSec, viseme: found }];
  const middleSec = startSec + (endSec - startSec) * TABLE.diphthongSplit;
  return [
    { startSec, endSec: middleSec, viseme: found[0] },
    { startSec: middleSec, endSec, viseme: found[1] },
  ];
}

function firstShape(phoneme: { name: string } | undefined): Viseme {
  const found = TABLE.sets.radio[phoneme?.name ?? 'pau'] ?? 'sil';
  if (found === 'next') return 'sil';
  return typeof found === 'string' ? found : found[0];
}

/** The true viseme at 0, 10, 20 … ms. */
export function truthFrames(marks: readonly Mark[], count: number): Uint8Array {
  const frames = new Uint8Array(count).fill(VISEME_INDEX.sil);
  for (const { startSec, endSec, viseme } of marks) {
    const end = Math.min(count, Math.ceil(endSec * FRAME_HZ));
    for (let i = Math.ceil(startSec * FRAME_HZ); i < end; i++) frames[i] = VISEME_INDEX[viseme];
  }
  return frames;
}
