import { ARKIT_BLENDSHAPES, type ArkitName } from '../../face/index.ts';
import type { Viseme } from '../../lipsync/index.ts';
import { keyOf, type Side } from './name-key.ts';

/** What a morph target of somebody's model shows. */
export type MorphMeaning =
  /** The shape of one ARKit weight, or of several at once (their mean drives it). */
  | { readonly shows: 'arkit'; readonly sources: readonly ArkitName[]; readonly exact: boolean }
  /** The mouth of a sound. */
  | { readonly shows: 'viseme'; readonly viseme: Viseme; readonly bare: boolean };

const ARKIT = new Map<string, ArkitName>(
  ARKIT_BLENDSHAPES.map((name) => [textOf(keyOf(name)), name]),
);

/**
 * Other words for ARKit's shapes, by base name. From Ready Player Me's default set, VRoid Studio,
 * MetaHuman's face controls and Character Creator 4.
 */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  mouthopen: 'jawopen',
  openmouth: 'jawopen',
  jawdown: 'jawopen',
  jawdrop: 'jawopen',
  jawfwd: 'jawforward',
  smile: 'mouthsmile',
  mouthcornerpull: 'mouthsmile',
  fclmthfun: 'mouthsmile',
  frown: 'mouthfrown',
  mouthcornerdepress: 'mouthfrown',
  blink: 'eyeblink',
  eyeclose: 'eyeblink',
  eyesclose: 'eyeblink',
  eyesclosed: 'eyeblink',
  fcleyeclose: 'eyeblink',
  まばたき: 'eyeblink',
  eyeslookup: 'eyelookup',
  eyeslookdown: 'eyelookdown',
  eyewiden: 'eyewide',
  fcleyespread: 'eyewide',
  eyesquintinner: 'eyesquint',
  eyecheekraise: 'cheeksquint',
  browdrop: 'browdown',
  fclbrwangry: 'browdown',
  browraisein: 'browinnerup',
  browraiseinner: 'browinnerup',
  fclbrwsurprised: 'browinnerup',
  browraiseouter: 'browouterup',
  nosewrinkle: 'nosesneer',
  mouthlipspurse: 'mouthpucker',
  mouthlipstogether: 'mouthclose',
  mouthlowerlipdepress: 'mouthlowerdown',
  mouthdownlower: 'mouthlowerdown',
  mouthupperlipraise: 'mouthupperup',
  mouthupupper: 'mouthupperup',
  mouthlowerliprollin: 'mouthrolllower',
  mouthrollinlower: 'mouthrolllower',
  mouthupperliprollin: 'mouthrollupper',
  mouthrollinupper: 'mouthrollupper',
};

/** Names that say which eye looks where, instead of in and out. */
const LOOKS: Readonly<Record<string, ArkitName>> = {
  'eyelookleft left': 'eyeLookOutLeft',
  'eyelookright left': 'eyeLookInLeft',
  'eyelookleft right': 'eyeLookInRight',
  'eyelookright right': 'eyeLookOutRight',
  'eyellook left': 'eyeLookOutLeft',
  'eyellook right': 'eyeLookInLeft',
  'eyerlook left': 'eyeLookInRight',
  'eyerlook right': 'eyeLookOutRight',
  eyellookup: 'eyeLookUpLeft',
  eyerlookup: 'eyeLookUpRight',
  eyellookdown: 'eyeLookDownLeft',
  eyerlookdown: 'eyeLookDownRight',
};

/** What stands before a viseme's name: Oculus and Ready Player Me, VRChat, Character Creator, VRoid. */
const VISEME_PREFIX = /^(viseme|vrcv|vrc|vis|v|fclmth)/;

const VISEME_WORDS: Readonly<Record<string, Viseme>> = {
  sil: 'sil',
  pp: 'PP',
  explosive: 'PP',
  ff: 'FF',
  dentallip: 'FF',
  th: 'TH',
  dd: 'DD',
  kk: 'kk',
  ch: 'CH',
  affricate: 'CH',
  ss: 'SS',
  nn: 'nn',
  rr: 'RR',
  aa: 'aa',
  a: 'aa',
  open: 'aa',
  e: 'E',
  ee: 'E',
  wide: 'E',
  i: 'I',
  ih: 'I',
  o: 'O',
  oh: 'O',
  tighto: 'O',
  u: 'U',
  ou: 'U',
  tight: 'U',
};

/** Bare names of the five vowels: VRM's raw shapes, and those of models that come from MikuMikuDance. */
const BARE_VOWELS: Readonly<Record<string, Viseme>> = {
  ...Object.fromEntries(
    ['a', 'aa', 'i', 'ih', 'u', 'ou', 'e', 'ee', 'o', 'oh'].map((name) => [
      name,
      VISEME_WORDS[name]!,
    ]),
  ),
  あ: 'aa',
  い: 'I',
  う: 'U',
  え: 'E',
  お: 'O',
};

/** What a morph target of this name shows; nothing when it is none of a face's. */
export function readMorphName(name: string): MorphMeaning | undefined {
  const key = keyOf(name);
  const exact = ARKIT.get(textOf(key));
  if (exact) return { shows: 'arkit', sources: [exact], exact: true };
  const look = lookUp(LOOKS, textOf(key));
  if (look) return { shows: 'arkit', sources: [look], exact: false };
  const viseme = readViseme(name);
  if (viseme) return viseme;
  const sources = sourcesOf(lookUp(OTHER_WORDS, key.base) ?? key.base, key.side);
  return sources.length > 0 ? { shows: 'arkit', sources, exact: false } : undefined;
}

/** The ARKit weights of a base name: of its side if it has sides, of both if none is named. */
function sourcesOf(base: string, side: Side): ArkitName[] {
  const sides: Side[] = side ? [side] : ['left', 'right'];
  const sided = sides.flatMap((one) => ARKIT.get(textOf({ base, side: one })) ?? []);
  // `jaw` and `mouth` by themselves are no shapes: their sides are movements.
  if (sided.length > 0) return side || !['jaw', 'mouth'].includes(base) ? sided : [];
  const whole = ARKIT.get(base);
  return whole ? [whole] : [];
}

function readViseme(name: string): MorphMeaning | undefined {
  const { base, side } = keyOf(name);
  if (side) return undefined;
  const vowel = lookUp(BARE_VOWELS, base);
  if (vowel) return { shows: 'viseme', viseme: vowel, bare: true };
  const word = base.replace(VISEME_PREFIX, '');
  const viseme = word === base ? undefined : lookUp(VISEME_WORDS, word);
  return viseme && { shows: 'viseme', viseme, bare: false };
}

/** Names come from files: one called `constructor` is none of ours. */
function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function textOf({ base, side }: { base: string; side: Side }): string {
  return side ? `${base} ${side}` : base;
}
