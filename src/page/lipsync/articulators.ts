import { ARTICULATORS, type Articulator } from './mouth-poses.ts';
import { FRAME_HZ, VISEMES, type Viseme } from './visemes.ts';

/**
 * How far before and after now an articulator listens. Rounding begins well before its vowel; a
 * jaw weighs most and is slow; a tongue is quick. After Cohen and Massaro, "Modeling coarticulation
 * in synthetic visual speech" (1993), and the spans of lip rounding measured by Perkell and Matthies
 * (1992): some 150 ms ahead.
 */
const SPANS: Readonly<Record<Articulator, { backSec: number; aheadSec: number }>> = {
  jaw: { backSec: 0.11, aheadSec: 0.08 },
  parting: { backSec: 0.08, aheadSec: 0.06 },
  round: { backSec: 0.07, aheadSec: 0.12 },
  spread: { backSec: 0.08, aheadSec: 0.09 },
  tongue: { backSec: 0.03, aheadSec: 0.03 },
};

type Dominance = Readonly<Partial<Record<Viseme, number>>>;

/** What is not named counts as 1. A sound with little to say lets its neighbours' shape through. */
const DOMINANCE: Readonly<Record<Articulator, Dominance>> = {
  jaw: {
    sil: 0.25,
    PP: 0.5,
    FF: 0.8,
    TH: 0.7,
    DD: 0.6,
    kk: 0.5,
    CH: 1.2,
    SS: 1.4,
    nn: 0.6,
    RR: 0.7,
  },
  parting: { sil: 0.3, PP: 0.4, kk: 0.5, nn: 0.7, RR: 0.7 },
  round: { sil: 0.3, PP: 0.25, FF: 0.5, TH: 0.5, DD: 0.3, kk: 0.25, SS: 0.5, nn: 0.3, RR: 0.7 },
  spread: { sil: 0.3, PP: 0.3, FF: 0.4, TH: 0.4, DD: 0.4, kk: 0.4, SS: 0.8, nn: 0.4, aa: 0.6 },
  tongue: { sil: 0.6, PP: 0.6 },
};

/** Frames that any articulator listens to, on either side of now. */
export const REACH_FRAMES = 14;

/** Frames in the window around now. */
export const WINDOW_FRAMES = 2 * REACH_FRAMES + 1;

/** Per articulator: the weight of each frame of the window, a cosine bell of two unequal halves. */
export const KERNELS: readonly Float32Array[] = ARTICULATORS.map((name) =>
  Float32Array.from({ length: WINDOW_FRAMES }, (_, i) => {
    const sec = (i - REACH_FRAMES) / FRAME_HZ;
    const span = sec < 0 ? SPANS[name].backSec : SPANS[name].aheadSec;
    return Math.abs(sec) < span ? 0.5 + 0.5 * Math.cos((Math.PI * sec) / span) : 0;
  }),
);

/** Per articulator: the dominance of each viseme. */
export const DOMINANCES: readonly Float32Array[] = ARTICULATORS.map((name) =>
  Float32Array.from(VISEMES, (viseme) => DOMINANCE[name][viseme] ?? 1),
);
