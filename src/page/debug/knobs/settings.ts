import { ARKIT_BLENDSHAPES, type ArkitName } from '../../face/index.ts';

interface Knob {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly rest: number;
}

/** What can be turned, whatever the session. `rest` changes nothing. */
export const KNOBS = {
  late: { label: 'Late by (ms)', min: 0, max: 2000, step: 10, rest: 0 },
  burst: { label: 'In bursts every (ms)', min: 0, max: 2000, step: 10, rest: 0 },
  loss: { label: 'Chunks lost (share)', min: 0, max: 0.9, step: 0.01, rest: 0 },
  stall: { label: 'Stalls every 48 kB for (ms)', min: 0, max: 3000, step: 50, rest: 0 },
  cpu: { label: 'CPU load (share)', min: 0, max: 0.9, step: 0.05, rest: 0 },
  lag: { label: 'Picture late by (ms)', min: -300, max: 300, step: 10, rest: 0 },
  withhold: { label: 'Withhold reports', min: 0, max: 1, step: 1, rest: 0 },
  zoom: { label: 'Zoom', min: 0.5, max: 4, step: 0.05, rest: 1 },
  turn: { label: 'Turn (°)', min: -90, max: 90, step: 1, rest: 0 },
  light: { label: 'Light', min: 0, max: 2, step: 0.05, rest: 1 },
} satisfies Record<string, Knob>;

export type KnobName = keyof typeof KNOBS;

/** The state of all knobs. */
export interface Settings {
  readonly knobs: Record<KnobName, number>;
  /** Least weights of the face, 0 to 1. */
  readonly weights: Partial<Record<ArkitName, number>>;
}

/** All knobs at rest. */
function restSettings(): Settings {
  const entries = Object.entries(KNOBS).map(([name, { rest }]) => [name, rest]);
  return { knobs: Object.fromEntries(entries) as Settings['knobs'], weights: {} };
}

/** Settings as they stand in the address: `late:200;jawOpen:0.4`, and nothing of what is at rest. */
export function writeSettings({ knobs, weights }: Settings): string {
  const turned = Object.entries(knobs).filter(
    ([name, value]) => value !== KNOBS[name as KnobName].rest,
  );
  const held = Object.entries(weights).filter(([, value]) => value > 0);
  return [...turned, ...held].map(([name, value]) => `${name}:${value}`).join(';');
}

/**
 * Reads {@link writeSettings}' text.
 *
 * @returns the settings, and what could not be read, in a sentence each.
 */
export function readSettings(text: string): { settings: Settings; problems: string[] } {
  const settings = restSettings();
  const problems: string[] = [];
  for (const part of text.split(';').filter((piece) => piece !== '')) {
    const [name = '', value = ''] = part.split(':');
    const limits = limitsOf(name);
    const number = Number(value);
    if (!limits) problems.push(`debug has ${JSON.stringify(name)}, which is no knob.`);
    else if (value === '' || !(number >= limits.min && number <= limits.max)) {
      problems.push(
        `${name} is ${JSON.stringify(value)}; give a number from ${limits.min} to ${limits.max}.`,
      );
    } else if (name in KNOBS) settings.knobs[name as KnobName] = number;
    else settings.weights[name as ArkitName] = number;
  }
  return { settings, problems };
}

function limitsOf(name: string): { readonly min: number; readonly max: number } | undefined {
  if (Object.hasOwn(KNOBS, name)) return KNOBS[name as KnobName];
  return ARKIT_BLENDSHAPES.includes(name as ArkitName) ? { min: 0, max: 1 } : undefined;
}
