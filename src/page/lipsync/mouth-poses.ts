import type { ArkitName } from '../face/index.ts';
import type { Viseme } from './visemes.ts';

/**
 * The muscles that move together. Each has its own inertia, and its own opinion on which sounds
 * matter: the lips do not care about a k, nor the jaw about an n.
 */
export const ARTICULATORS = ['jaw', 'parting', 'round', 'spread', 'tongue'] as const;

export type Articulator = (typeof ARTICULATORS)[number];

/** Left and right at once. */
export type MouthShape =
  | Extract<ArkitName, 'jawOpen' | 'mouthFunnel' | 'mouthPucker' | 'mouthShrugUpper' | 'tongueOut'>
  | 'mouthLowerDown'
  | 'mouthUpperUp'
  | 'mouthSmile'
  | 'mouthStretch';

/** Which articulator moves a shape. */
export const MOVED_BY: Readonly<Record<MouthShape, Articulator>> = {
  jawOpen: 'jaw',
  mouthLowerDown: 'parting',
  mouthUpperUp: 'parting',
  mouthShrugUpper: 'parting',
  mouthFunnel: 'round',
  mouthPucker: 'round',
  mouthSmile: 'spread',
  mouthStretch: 'spread',
  tongueOut: 'tongue',
};

type Pose = Readonly<Partial<Record<MouthShape, number>>>;

/**
 * What each viseme looks like when it is held. PP and FF have what comes beside the contact of the
 * lips, which is made apart. Set by eye on the default head.
 */
export const POSES: Readonly<Record<Viseme, Pose>> = {
  sil: {},
  PP: { mouthPucker: 0.06 },
  FF: { jawOpen: 0.07, mouthUpperUp: 0.1 },
  TH: { jawOpen: 0.2, tongueOut: 0.9, mouthLowerDown: 0.25, mouthUpperUp: 0.1 },
  DD: { jawOpen: 0.15, mouthLowerDown: 0.22, mouthUpperUp: 0.1, tongueOut: 0.5 },
  kk: { jawOpen: 0.19, mouthLowerDown: 0.15, mouthStretch: 0.1 },
  CH: { jawOpen: 0.09, mouthFunnel: 0.55, mouthPucker: 0.18, mouthShrugUpper: 0.1 },
  SS: {
    jawOpen: 0.05,
    mouthStretch: 0.22,
    mouthSmile: 0.12,
    mouthLowerDown: 0.25,
    mouthUpperUp: 0.12,
  },
  nn: { jawOpen: 0.14, mouthLowerDown: 0.16, mouthUpperUp: 0.06, tongueOut: 0.45 },
  RR: { jawOpen: 0.12, mouthFunnel: 0.35, mouthPucker: 0.22 },
  aa: { jawOpen: 0.52, mouthLowerDown: 0.16, mouthUpperUp: 0.12 },
  E: { jawOpen: 0.28, mouthStretch: 0.22, mouthSmile: 0.18, mouthLowerDown: 0.13 },
  I: { jawOpen: 0.15, mouthSmile: 0.3, mouthStretch: 0.22, mouthLowerDown: 0.12 },
  O: { jawOpen: 0.33, mouthFunnel: 0.58, mouthPucker: 0.25 },
  U: { jawOpen: 0.13, mouthFunnel: 0.3, mouthPucker: 0.78 },
};
