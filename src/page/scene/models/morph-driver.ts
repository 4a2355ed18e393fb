import type { Mesh, Object3D } from 'three';
import { VISEMES } from '../../lipsync/index.ts';
import { planMorphs, type MorphPlan } from './morph-plan.ts';
import { VisemeFit } from './viseme-fit.ts';

/** Puts a value, 0 to 1, where it shows. */
type Put = (value: number) => void;

/** Moves what a plan drives. */
export class MorphDriver {
  readonly mouth: MorphPlan['mouth'];
  readonly #moves: ((weights: Float32Array) => void)[];
  readonly #fit: VisemeFit;
  /** Amounts of the visemes that the model has. */
  readonly #amounts: Float32Array;

  /** @param putters for a name of the plan, where its value goes. */
  constructor(plan: MorphPlan, putters: (name: string) => readonly Put[]) {
    this.mouth = plan.mouth;
    const drives = [...plan.drives];
    const known = drives.flatMap(([, drive]) => ('viseme' in drive ? [drive.viseme] : []));
    const visemes = VISEMES.filter((viseme) => viseme !== 'sil' && known.includes(viseme));
    this.#fit = new VisemeFit(visemes);
    const amounts = (this.#amounts = new Float32Array(visemes.length));
    this.#moves = drives.flatMap(([name, drive]) => {
      const puts = putters(name);
      if (puts.length === 0) return [];
      if (!('viseme' in drive)) return [(w) => putAll(puts, mean(w, drive.sources))];
      const place = visemes.indexOf(drive.viseme);
      return place < 0 ? [] : [() => putAll(puts, amounts[place]!)];
    });
  }

  /** @param weights 52 ARKit weights. */
  apply(weights: Float32Array): void {
    if (this.#amounts.length > 0) this.#fit.fit(weights, this.#amounts);
    for (const move of this.#moves) move(weights);
  }
}

/** Drives the morph targets of all meshes of a model. */
export function driveMeshes(model: Object3D): MorphDriver {
  const slots = listSlots(model);
  return new MorphDriver(planMorphs(slots.keys()), (name) => slots.get(name) ?? []);
}

/** Where each name's influences are. */
function listSlots(model: Object3D): Map<string, Put[]> {
  const slots = new Map<string, Put[]>();
  model.traverse((node) => {
    const { morphTargetDictionary, morphTargetInfluences } = node as Partial<Mesh>;
    if (!morphTargetDictionary || !morphTargetInfluences) return;
    for (const [name, slot] of Object.entries(morphTargetDictionary)) {
      const put: Put = (value) => void (morphTargetInfluences[slot] = value);
      const others = slots.get(name);
      if (others) others.push(put);
      else slots.set(name, [put]);
    }
  });
  return slots;
}

function putAll(puts: readonly Put[], value: number): void {
  for (const put of puts) put(value);
}

function mean(weights: Float32Array, places: readonly number[]): number {
  let sum = 0;
  for (const place of places) sum += weights[place]!;
  return sum / places.length;
}
