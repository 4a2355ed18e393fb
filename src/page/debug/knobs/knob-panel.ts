import { GUI } from 'lil-gui';
import type { AvatarOptions } from '../../../protocol/index.ts';
import {
  AGENT_STATES,
  ARKIT_BLENDSHAPES,
  EXPRESSION_NAMES,
  GESTURE_NAMES,
} from '../../face/index.ts';
import { KNOBS, type KnobName, type Settings } from './settings.ts';

/** What the knobs may do besides turning settings; only a bench can have another scene or state. */
export interface KnobActions {
  readonly onChange: () => void;
  readonly express?: (expression: string) => void;
  readonly gesture?: (gesture: string) => void;
  readonly setAgentState?: (state: string) => void;
  readonly scene?: {
    readonly options: AvatarOptions;
    readonly cast: readonly string[];
    readonly change: (options: AvatarOptions) => void;
  };
}

const NETWORK: readonly KnobName[] = ['late', 'burst', 'loss', 'stall'];
const FAULTS: readonly KnobName[] = ['cpu', 'lag', 'withhold'];
const LOOK: readonly KnobName[] = ['zoom', 'turn', 'light'];
const FPS = [10, 15, 24, 25, 30, 50, 60];

/** Builds the knobs into `container`. */
export function createKnobs(container: HTMLElement, settings: Settings, actions: KnobActions): GUI {
  const gui = new GUI({ container, title: 'Knobs' });
  const { express, gesture, setAgentState, scene } = actions;
  if (scene) addScene(gui.addFolder('Scene'), scene);
  const acting = gui.addFolder('Face');
  if (setAgentState) {
    acting
      .add({ state: 'listening' }, 'state', [...AGENT_STATES])
      .name('Agent state')
      .onChange(setAgentState);
  }
  if (express) {
    acting
      .add({ mood: 'neutral' }, 'mood', [...EXPRESSION_NAMES])
      .name('Mood')
      .onChange(express);
  }
  if (gesture) {
    for (const name of GESTURE_NAMES)
      acting.add({ run: () => gesture(name) }, 'run').name(capitalise(name));
  }
  addWeights(acting.addFolder('Weights, at least').close(), settings, actions.onChange);
  addKnobs(gui.addFolder('Camera and light').close(), LOOK, settings, actions.onChange);
  addKnobs(gui.addFolder('Network'), NETWORK, settings, actions.onChange);
  addKnobs(gui.addFolder('Load and faults'), FAULTS, settings, actions.onChange);
  return gui;
}

function addScene(folder: GUI, { options, cast, change }: NonNullable<KnobActions['scene']>): void {
  const values = {
    avatar: options.avatar ?? cast[0]!,
    renderer: options.renderer ?? 'auto',
    fps: options.fps ?? 30,
    background: options.background ?? '',
  };
  const apply = () => {
    const { background, ...rest } = values;
    change({ ...options, ...rest, ...(background === '' ? {} : { background }) });
  };
  folder
    .add(values, 'avatar', [...cast])
    .name('Character')
    .onChange(apply);
  folder.add(values, 'renderer', ['auto', 'webgl', 'cpu']).name('Renderer').onChange(apply);
  folder.add(values, 'fps', FPS).name('Frames a second').onChange(apply);
  folder.add(values, 'background').name('Background').onFinishChange(apply);
}

function addKnobs(
  folder: GUI,
  names: readonly KnobName[],
  { knobs }: Settings,
  onChange: () => void,
): void {
  for (const name of names) {
    const { label, min, max, step } = KNOBS[name];
    folder.add(knobs, name, min, max, step).name(label).onChange(onChange);
  }
}

function addWeights(folder: GUI, { weights }: Settings, onChange: () => void): void {
  for (const name of ARKIT_BLENDSHAPES) {
    weights[name] ??= 0;
    folder.add(weights as Record<string, number>, name, 0, 1, 0.01).onChange(onChange);
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
