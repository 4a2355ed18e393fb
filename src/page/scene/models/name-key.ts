/** Which half of a face a name speaks of; "left" is the character's own. */
export type Side = 'left' | 'right' | undefined;

/** A name with everything taken off that tools write differently. */
export interface NameKey {
  /** Lower case, letters and digits only, without prefixes and side: `eyeblink`. */
  readonly base: string;
  readonly side: Side;
}

/** MetaHuman's quarters of the mouth (`UL`: upper left) count as its halves. */
const SIDES: Readonly<Record<string, Side>> = {
  l: 'left',
  left: 'left',
  ul: 'left',
  dl: 'left',
  r: 'right',
  right: 'right',
  ur: 'right',
  dr: 'right',
};

/** What exporters put before a name. */
const PREFIXES = new Set(
  'arkit blendshape blendshapes bs ctrl expression expressions face facial fac head key lod mesh mixamorig morph shape target'.split(
    ' ',
  ),
);

/**
 * Makes names comparable: `blendShape1.eyeBlink_L`, `EyeBlinkLeft` and `CTRL_expressions_eyeBlinkL`
 * are all `eyeblink`, left.
 */
export function keyOf(name: string): NameKey {
  const words = wordsOf(lastPart(name));
  const side = words.length > 1 ? SIDES[words.at(-1)!] : undefined;
  if (side) return { base: words.slice(0, -1).join(''), side };
  const run = words.join('');
  const glued = /^(.{3,})(left|right)$/.exec(run);
  return glued ? { base: glued[1]!, side: SIDES[glued[2]!] } : { base: run, side: undefined };
}

/** What stands after the last dot, colon or bar, unless that is only a side. */
function lastPart(name: string): string {
  const parts = name.split(/[.:|]/);
  const last = parts.at(-1)!;
  return last.toLowerCase() in SIDES ? `${parts.at(-2) ?? ''}_${last}` : last;
}

function wordsOf(text: string): string[] {
  const words = text
    .replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  // VRoid names a face's own shapes after whatever stands before `Fcl`.
  const own = words.indexOf('fcl');
  if (own >= 0) return words.slice(own);
  const first = words.findIndex((word) => !isPrefix(word));
  return first < 0 ? words.slice(-1) : words.slice(first);
}

function isPrefix(word: string): boolean {
  return PREFIXES.has(word.replace(/\d+$/, '')) || /^\d+$/.test(word);
}
