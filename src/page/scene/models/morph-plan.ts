import { ARKIT_INDEX, type ArkitName } from '../../face/index.ts';
import type { Viseme } from '../../lipsync/index.ts';
import { keyOf } from './name-key.ts';
import { readMorphName, type MorphMeaning } from './morph-names.ts';

/** What drives one morph target: the mean of some ARKit weights, or the amount of a viseme. */
type Drive = { readonly sources: readonly number[] } | { readonly viseme: Viseme };

/** What a model's morph targets are good for. */
export interface MorphPlan {
  /** What speaks: ARKit's shapes, Oculus's, or nothing. */
  readonly mouth: 'arkit' | 'visemes' | 'none';
  readonly drives: ReadonlyMap<string, Drive>;
}

/** So many of the five vowels make bare names such as `A` and `I` a mouth. */
const BARE_SET = 4;
const LEAST_VISEMES = 3;
/** Of ARKit's mouth, what visemes do not show. */
const BESIDE_VISEMES = /^mouth(Smile|Frown)/;
const MOUTH = /^(jaw|mouth|tongue)/;

type ArkitMeaning = Extract<MorphMeaning, { shows: 'arkit' }>;

/**
 * Decides by their names what a model's morph targets are used for. ARKit's own names come before
 * other words for the same, ARKit's mouth before visemes, and nothing is driven twice.
 */
export function planMorphs(names: Iterable<string>): MorphPlan {
  const arkit: [string, ArkitMeaning][] = [];
  const visemes = new Map<string, Viseme>();
  const bare = new Map<string, Viseme>();
  for (const name of new Set(names)) {
    const meaning = readMorphName(name);
    if (meaning?.shows === 'arkit') arkit.push([name, meaning]);
    else if (meaning) (meaning.bare ? bare : visemes).set(name, meaning.viseme);
  }
  if (visemes.size === 0 && bare.size >= BARE_SET) for (const entry of bare) visemes.set(...entry);
  const mouth = chooseMouth(arkit, visemes);
  const drives = new Map<string, Drive>();
  for (const [name, sources] of withoutDoubles(arkit)) {
    if (mouth !== 'visemes' || sources.every(isBesideVisemes)) {
      drives.set(name, { sources: sources.map((source) => ARKIT_INDEX[source]) });
    }
  }
  if (mouth === 'visemes') for (const [name, viseme] of visemes) drives.set(name, { viseme });
  return { mouth, drives };
}

function chooseMouth(
  arkit: readonly [string, ArkitMeaning][],
  visemes: ReadonlyMap<string, Viseme>,
): MorphPlan['mouth'] {
  const jaws = arkit.filter(([, { sources }]) => sources.includes('jawOpen'));
  if (jaws.some(([, { exact }]) => exact)) return 'arkit';
  const known = new Set(visemes.values());
  if (known.has('aa') && known.size >= LEAST_VISEMES) return 'visemes';
  return jaws.length > 0 ? 'arkit' : 'none';
}

function isBesideVisemes(source: ArkitName): boolean {
  return !MOUTH.test(source) || BESIDE_VISEMES.test(source);
}

/** Leaves out what another name shows already and better: `mouthSmile` beside `mouthSmileLeft`. */
function withoutDoubles(
  arkit: readonly [string, ArkitMeaning][],
): [string, readonly ArkitName[]][] {
  const owners = new Map<ArkitName, string>();
  return arkit
    .toSorted(([, a], [, b]) => rankOf(a) - rankOf(b))
    .flatMap(([name, { sources }]) => {
      // MetaHuman's quarters of one shape share its name, and belong together.
      const owner = `${keyOf(name).base} ${sources.length}`;
      if (sources.some((source) => (owners.get(source) ?? owner) !== owner)) return [];
      for (const source of sources) owners.set(source, owner);
      return [[name, sources]];
    });
}

function rankOf({ exact, sources }: ArkitMeaning): number {
  if (exact) return 0;
  return sources.length;
}
