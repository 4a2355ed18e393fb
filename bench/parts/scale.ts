import type { LivekitServer } from '../../src/programs/index.ts';
import type { Contender } from '../contenders/contender.ts';
import { evaluate, type Samples } from './evaluate.ts';
import { planWhole } from './plan-script.ts';
import { runSession } from './session.ts';

/** Several avatars at once, each in a room of its own with an agent and a user. */
export interface ScaleReading {
  readonly contender: Contender;
  readonly avatars: number;
  readonly samples: Samples;
}

export async function measureScale(
  server: LivekitServer,
  contender: Contender,
  avatars: number,
  quick: boolean,
): Promise<ScaleReading> {
  const session = await runSession(server, contender, await planWhole(quick), { avatars });
  return { contender, avatars, samples: await evaluate(session) };
}
