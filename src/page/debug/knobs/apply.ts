import { ARKIT_INDEX, type ArkitName } from '../../face/index.ts';
import type { Rig } from '../../probe/index.ts';
import type { Stage, StageLook } from '../../scene/index.ts';
import type { CpuLoad } from '../bench/cpu-load.ts';
import { impair } from '../bench/network.ts';
import type { Settings } from './settings.ts';

/** Lets settings take effect on a session, now and after each turn of a knob. */
export class Effects {
  readonly #rig: Rig;
  readonly #load: CpuLoad;
  readonly #settings: Settings;
  #stage: Stage | undefined;

  constructor(rig: Rig, load: CpuLoad, settings: Settings) {
    this.#rig = rig;
    this.#load = load;
    this.#settings = settings;
    rig.onStage = (stage) => {
      this.#stage = stage;
      this.apply();
    };
    this.apply();
  }

  /** How the bust is looked at. */
  get look(): StageLook {
    const { zoom, turn, light } = this.#settings.knobs;
    return { zoom, turnRad: (turn * Math.PI) / 180, light };
  }

  apply(): void {
    const { knobs, weights } = this.#settings;
    const { late: lateMs, burst: burstMs, loss, stall: stallMs } = knobs;
    const faulty = lateMs + burstMs + loss + stallMs > 0;
    const faults = () => ({ lateMs, burstMs, loss, stallMs });
    this.#rig.network = faulty ? (source) => impair(source, faults) : undefined;
    this.#rig.pictureLagSec = knobs.lag / 1000;
    this.#load.share = knobs.cpu;
    const held = Object.entries(weights).filter(([, weight]) => weight > 0);
    this.#rig.retouch =
      held.length === 0
        ? undefined
        : ({ weights: drawn }) => {
            for (const [name, weight] of held) {
              const index = ARKIT_INDEX[name as ArkitName];
              drawn[index] = Math.max(drawn[index]!, weight);
            }
          };
    this.#stage?.adjust(this.look);
  }
}
