import { ARKIT_INDEX, type ArkitName } from '../face/index.ts';
import { DOMINANCES, KERNELS, REACH_FRAMES, WINDOW_FRAMES } from './articulators.ts';
import { contactOf } from './contact.ts';
import { ARTICULATORS, MOVED_BY, POSES, type MouthShape } from './mouth-poses.ts';
import type { VisemeTimeline } from './timeline.ts';
import { FRAME_HZ, VISEME_COUNT, VISEME_INDEX, VISEMES } from './visemes.ts';

/** Where a shape goes in the 52 weights, which articulator moves it, and each viseme's share of it. */
interface Channel {
  readonly places: readonly number[];
  readonly articulator: number;
  readonly targets: Float32Array;
}

const CHANNELS: readonly Channel[] = (Object.keys(MOVED_BY) as MouthShape[]).map((shape) => ({
  places: placesOf(shape),
  articulator: ARTICULATORS.indexOf(MOVED_BY[shape]),
  targets: Float32Array.from(VISEMES, (viseme) => POSES[viseme][shape] ?? 0),
}));

/**
 * Lips that meet, and a lower lip at the teeth: weights of the full contact. Lips are rolled in rather than pressed, which
 * would widen the mouth and raise its corners: a p is no smile.
 */
export const SEAL: Readonly<Partial<Record<ArkitName, number>>> = {
  mouthRollUpper: 0.3,
  mouthRollLower: 0.3,
  mouthFrownLeft: 0.3,
  mouthFrownRight: 0.3,
  mouthPucker: 0.1,
  mouthClose: 0.06,
};
export const BITE: Readonly<Partial<Record<ArkitName, number>>> = {
  mouthRollLower: 0.8,
  mouthShrugUpper: 0.5,
};
/** What the jaw keeps of its opening while the lower lip is at the teeth. */
const BITE_JAW = 0.3;

/** Jaw of the loudest sound that is not understood. */
const FLOOR_JAW = 0.16;
/** Average confidence from which a mouth begins to speak, and from which it does so fully. */
const UNSURE = 0.3;
const SURE = 0.5;
/** Quiet speech is spoken with less of a mouth. */
const QUIET_STRENGTH = 0.7;
const LOUD_STRENGTH = 1.08;

/**
 * Turns visemes into a mouth: a pure function of the timeline and the time. Each articulator averages
 * what it hears before and after now by how much each sound matters to it, so that shapes flow into
 * each other; lip contacts are made apart and always reached. Reuse one instance: nothing is
 * allocated per call.
 */
export class MouthShaper {
  /** Viseme weights of the window around now, a row per frame. */
  readonly #window = new Float32Array(WINDOW_FRAMES * VISEME_COUNT);
  readonly #rows: readonly Float32Array[];
  readonly #loudness = new Float32Array(WINDOW_FRAMES);
  readonly #confidence = new Float32Array(WINDOW_FRAMES);
  readonly #mix = ARTICULATORS.map(() => new Float32Array(VISEME_COUNT));

  constructor() {
    this.#rows = Array.from({ length: WINDOW_FRAMES }, (_, i) =>
      this.#window.subarray(i * VISEME_COUNT, (i + 1) * VISEME_COUNT),
    );
  }

  /** @param out the 52 ARKit weights, 0 to 1; overwritten. */
  shape(timeline: VisemeTimeline, mediaSec: number, out: Float32Array): void {
    this.#listen(timeline, mediaSec);
    for (let a = 0; a < ARTICULATORS.length; a++) this.#weigh(a);
    out.fill(0);
    for (const channel of CHANNELS) this.#move(channel, out);
    const loudness = averageOf(this.#loudness);
    const sure = smoothStep((averageOf(this.#confidence) - UNSURE) / (SURE - UNSURE));
    strengthen(out, loudness, sure);
    const jaw = ARKIT_INDEX.jawOpen;
    out[jaw] = Math.max(out[jaw]!, FLOOR_JAW * loudness * (1 - sure));
    this.#touch(sure, out);
  }

  #listen(timeline: VisemeTimeline, mediaSec: number): void {
    for (let i = 0; i < WINDOW_FRAMES; i++) {
      const sec = mediaSec + (i - REACH_FRAMES) / FRAME_HZ;
      timeline.sample(sec, this.#rows[i]!);
      this.#loudness[i] = timeline.loudness(sec);
      this.#confidence[i] = timeline.confidence(sec);
    }
  }

  /** Each viseme's share in an articulator now. */
  #weigh(articulator: number): void {
    const mix = this.#mix[articulator]!;
    const kernel = KERNELS[articulator]!;
    const dominance = DOMINANCES[articulator]!;
    let total = 0;
    mix.fill(0);
    for (let i = 0; i < WINDOW_FRAMES; i++) {
      if (kernel[i] === 0) continue;
      for (let v = 0; v < VISEME_COUNT; v++) {
        const share = kernel[i]! * dominance[v]! * this.#window[i * VISEME_COUNT + v]!;
        mix[v] = mix[v]! + share;
        total += share;
      }
    }
    for (let v = 0; v < VISEME_COUNT; v++) mix[v] = mix[v]! / total;
  }

  #move({ places, articulator, targets }: Channel, out: Float32Array): void {
    const mix = this.#mix[articulator]!;
    let value = 0;
    for (let v = 0; v < VISEME_COUNT; v++) value += mix[v]! * targets[v]!;
    for (const place of places) out[place] = value;
  }

  /** Lets lips meet lips or teeth, over everything else. */
  #touch(sure: number, out: Float32Array): void {
    const seal = sure * contactOf(this.#window, VISEME_INDEX.PP);
    const bite = sure * (1 - seal) * contactOf(this.#window, VISEME_INDEX.FF);
    for (const channel of CHANNELS) {
      if (ARTICULATORS[channel.articulator] === 'spread') continue;
      for (const place of channel.places) out[place] = out[place]! * (1 - seal);
    }
    const jaw = ARKIT_INDEX.jawOpen;
    const lower = ARKIT_INDEX.mouthLowerDownLeft;
    out[jaw] = out[jaw]! * (1 - (1 - BITE_JAW) * bite);
    for (let i = lower; i <= lower + 1; i++) out[i] = out[i]! * (1 - bite);
    add(SEAL_WEIGHTS, seal, out);
    add(BITE_WEIGHTS, bite, out);
  }
}

const SEAL_WEIGHTS = weightsOf(SEAL);
const BITE_WEIGHTS = weightsOf(BITE);

function weightsOf(pose: Readonly<Partial<Record<ArkitName, number>>>): [number, number][] {
  return Object.entries(pose).map(([name, weight]) => [ARKIT_INDEX[name as ArkitName], weight]);
}

function add(weights: readonly [number, number][], share: number, out: Float32Array): void {
  for (const [place, weight] of weights) out[place] = Math.min(1, out[place]! + share * weight);
}

/** Loud speech opens the jaw and parts the lips further. */
function strengthen(out: Float32Array, loudness: number, sure: number): void {
  const strength = QUIET_STRENGTH + (LOUD_STRENGTH - QUIET_STRENGTH) * loudness;
  for (const { articulator, places } of CHANNELS) {
    const share = sure * (ARTICULATORS[articulator] === 'tongue' ? 1 : strength);
    for (const place of places) out[place] = out[place]! * share;
  }
}

/** Over a window, as slow as a jaw. */
function averageOf(values: Float32Array): number {
  const kernel = KERNELS[0]!;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < WINDOW_FRAMES; i++) {
    sum += kernel[i]! * values[i]!;
    total += kernel[i]!;
  }
  return sum / total;
}

function smoothStep(x: number): number {
  const t = Math.max(0, Math.min(1, x));
  return t * t * (3 - 2 * t);
}

/** Where a shape goes in the 52 weights. */
export function placesOf(shape: MouthShape): number[] {
  const one = (ARKIT_INDEX as Readonly<Record<string, number | undefined>>)[shape];
  if (one !== undefined) return [one];
  return [ARKIT_INDEX[`${shape}Left` as ArkitName], ARKIT_INDEX[`${shape}Right` as ArkitName]];
}
