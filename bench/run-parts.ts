import type { LivekitServer } from '../src/programs/index.ts';
import { chooseContenders } from './contenders/all.ts';
import type { Contender } from './contenders/contender.ts';
import { waitForQuiet } from './machine/quiet.ts';
import type { BenchOptions } from './options.ts';
import { evaluate, type Samples } from './parts/evaluate.ts';
import { measureLaunch, type LaunchTimes } from './parts/launch.ts';
import { pool } from './parts/pool.ts';
import { planScript } from './parts/plan-script.ts';
import { runSession } from './parts/session.ts';
import type { Known } from './report/figures.ts';

/** What one run has found. */
export interface Results {
  readonly single: ReadonlyMap<Contender, Known>;
}

const LAUNCHES = 5;
const QUICK_LAUNCHES = 2;

/** Runs what was asked for, one thing at a time. */
export async function runParts(server: LivekitServer, options: BenchOptions): Promise<Results> {
  const contenders = chooseContenders(options.contenders);
  const launches = new Map<Contender, LaunchTimes>();
  if (options.parts.has('launch')) {
    for (const contender of contenders) {
      await waitForQuiet(options.patienceSec);
      say(`${contender.name}: launch`);
      const times = options.quick ? QUICK_LAUNCHES : LAUNCHES;
      launches.set(contender, await measureLaunch(server, contender, times));
    }
  }
  const sessions = await runSessions(server, contenders, options);
  const single = contenders.map((contender): [Contender, Known] => [
    contender,
    { ...sessions.get(contender), ...launches.get(contender) },
  ]);
  return { single: new Map(single) };
}

/** The contenders take turns, so that what else the machine does meets all of them alike. */
async function runSessions(
  server: LivekitServer,
  contenders: readonly Contender[],
  options: BenchOptions,
): Promise<Map<Contender, Samples>> {
  const script = await planScript(options);
  if (!script) return new Map();
  const samples = new Map<Contender, Samples[]>();
  for (let round = 1; round <= options.rounds; round++) {
    for (const contender of contenders) {
      await waitForQuiet(options.patienceSec);
      say(`${contender.name}: round ${round} of ${options.rounds}`);
      const found = await evaluate(await runSession(server, contender, script));
      samples.set(contender, [...(samples.get(contender) ?? []), found]);
    }
  }
  return new Map([...samples].map(([contender, all]) => [contender, pool(all)]));
}

function say(line: string): void {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);
}
