import type { LivekitServer } from '../src/programs/index.ts';
import { chooseContenders, MAIN } from './contenders/all.ts';
import type { Contender } from './contenders/contender.ts';
import { keepCoreBusy } from './machine/busy-core.ts';
import { waitForQuiet } from './machine/quiet.ts';
import type { BenchOptions, Part } from './options.ts';
import { evaluate, type Samples } from './parts/evaluate.ts';
import { measureLaunch, type LaunchTimes } from './parts/launch.ts';
import { measureLong, type LongReading } from './parts/long.ts';
import { planScript, planWhole } from './parts/plan-script.ts';
import { pool } from './parts/pool.ts';
import { checkRuler, type RulerReading } from './parts/ruler.ts';
import { measureScale, type ScaleReading } from './parts/scale.ts';
import { runSession, type Script } from './parts/session.ts';
import { measureStall, type StallReading } from './parts/stall.ts';
import type { Known } from './report/figures.ts';

type PerContender<T> = ReadonlyMap<Contender, T>;

/** What one run has found; of the parts that were not asked for, nothing. */
export interface Results {
  readonly ruler: readonly RulerReading[];
  readonly single: PerContender<Known>;
  readonly busy: PerContender<Known>;
  readonly scale: readonly ScaleReading[];
  readonly stall: readonly StallReading[];
  readonly long: LongReading | undefined;
}

const LAUNCHES = 5;
const QUICK_LAUNCHES = 2;

/** Runs what was asked for, one thing at a time. */
export async function runParts(server: LivekitServer, options: BenchOptions): Promise<Results> {
  const bench = new Bench(server, options);
  const contenders = chooseContenders(options.contenders);
  // What grows with the number of avatars is shown on the one that runs without a GPU.
  const few = contenders.filter(({ name, peer }) => peer || name === MAIN);
  return {
    ruler:
      (await bench.step('ruler', 'known shifts', () => checkRuler(server, options.syncStreams))) ??
      [],
    single: await bench.runSingle(contenders),
    busy: await bench.runBusy(few),
    scale: await bench.runScale(few),
    stall:
      (await bench.step('stall', 'a long segment arrives', () =>
        measureStall(server, options.quick),
      )) ?? [],
    long: await bench.step('long', 'ten minutes of speech', () => measureLong(server, few[0]!)),
  };
}

function sayWhy(error: unknown): undefined {
  process.stderr.write(`Left out: ${error instanceof Error ? error.message : String(error)}\n`);
}

class Bench {
  readonly #server: LivekitServer;
  readonly #options: BenchOptions;

  constructor(server: LivekitServer, options: BenchOptions) {
    this.#server = server;
    this.#options = options;
  }

  /** Does it when the part was asked for, once the machine is quiet. */
  async step<T>(part: Part, what: string, run: () => Promise<T>): Promise<T | undefined> {
    if (!this.#options.parts.has(part)) return undefined;
    await waitForQuiet(this.#options.patienceSec);
    process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${part}: ${what}\n`);
    // What fails is left out; what the run has found for half an hour is not lost with it.
    return run().catch(sayWhy);
  }

  async runSingle(contenders: readonly Contender[]): Promise<Map<Contender, Known>> {
    const launches = new Map<Contender, LaunchTimes | undefined>();
    for (const contender of contenders) {
      const times = this.#options.quick ? QUICK_LAUNCHES : LAUNCHES;
      const measure = () => measureLaunch(this.#server, contender, times);
      launches.set(contender, await this.step('launch', contender.name, measure));
    }
    const script = await planScript(this.#options);
    const sessions = script ? await this.#takeTurns(contenders, script) : new Map();
    return new Map(
      contenders.map((c): [Contender, Known] => [c, { ...sessions.get(c), ...launches.get(c) }]),
    );
  }

  async runBusy(contenders: readonly Contender[]): Promise<Map<Contender, Known>> {
    if (!this.#options.parts.has('busy')) return new Map();
    await waitForQuiet(this.#options.patienceSec);
    const core = keepCoreBusy();
    try {
      return await this.#takeTurns(contenders, await planWhole(this.#options.quick), 'busy');
    } finally {
      core.stop();
    }
  }

  async runScale(contenders: readonly Contender[]): Promise<ScaleReading[]> {
    const { full, quick } = this.#options;
    const readings: (ScaleReading | undefined)[] = [];
    for (const avatars of full ? [1, 2, 4, 8] : [1, 2, 4]) {
      for (const contender of contenders) {
        const measure = () => measureScale(this.#server, contender, avatars, quick);
        readings.push(await this.step('scale', `${avatars} × ${contender.name}`, measure));
      }
    }
    return readings.filter((reading) => reading !== undefined);
  }

  /** So that what else the machine does meets all of them alike. */
  async #takeTurns(
    contenders: readonly Contender[],
    script: Script,
    busy?: 'busy',
  ): Promise<Map<Contender, Samples>> {
    const { rounds, patienceSec, syncStreams } = this.#options;
    const found = new Map<Contender, Samples[]>(contenders.map((contender) => [contender, []]));
    for (let round = 1; round <= rounds; round++) {
      for (const [contender, samples] of found) {
        if (!busy) await waitForQuiet(patienceSec);
        const time = new Date().toTimeString().slice(0, 8);
        const under = busy ? ', one core busy' : '';
        process.stderr.write(`${time} ${contender.name}: round ${round} of ${rounds}${under}\n`);
        const session = runSession(this.#server, contender, script, { syncStreams });
        const turn = await session.then(evaluate).catch(sayWhy);
        if (turn) samples.push(turn);
      }
    }
    return new Map([...found].map(([contender, samples]) => [contender, pool(samples)]));
  }
}
