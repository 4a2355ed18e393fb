import type { AvatarOptions, BenchOptions, PageOptions } from '../../protocol/index.ts';
import type { Journal } from '../journal.ts';
import { Rig } from '../probe/index.ts';
import { failure } from '../session.ts';
import { Bench } from './bench/bench.ts';
import { CpuLoad } from './bench/cpu-load.ts';
import {
  createKnobs,
  Effects,
  readSettings,
  writeSettings,
  type KnobActions,
} from './knobs/index.ts';
import { linkTo } from './link.ts';
import { openDesk } from './open-desk.ts';
import { show } from './show.tsx';
import { follow } from './watch/index.ts';

export { startRelay } from './watch/index.ts';

const CAST = ['mira', 'theo', 'amara', 'kenji'];

/** Opens the workbench around a session in a room, before it starts. */
export function openRoomWorkbench(rig: Rig, journal: Journal, page: PageOptions): void {
  const desk = openDesk(rig, journal);
  const knobs = openKnobs(rig, page.debug ?? '', (problem) => desk.say(problem));
  show({
    desk,
    title: 'In a room',
    journal: journal.store,
    fillKnobs: (host) => knobs.fill(host, {}),
    onCopyLink: () => void copy(linkTo(location.href, page, knobs.write())),
  });
}

/** Opens a workbench without a room: an avatar that speaks what it is given here. */
export async function openBench(journal: Journal, options: BenchOptions): Promise<void> {
  const rig = new Rig();
  const desk = openDesk(rig, journal);
  const knobs = openKnobs(rig, options.debug, (problem) => desk.say(problem));
  const bench = new Bench(rig, journal);
  knobs.onChange = () => (bench.habits.withholdReports = knobs.settings.knobs.withhold === 1);
  knobs.onChange();
  let scene: AvatarOptions = options;
  const write = () => linkTo(location.href, scene, knobs.write());
  const keep = () => history.replaceState(null, '', write());
  const change = (wanted: AvatarOptions) => {
    scene = wanted;
    keep();
    bench.reopen(wanted).catch((error: unknown) => desk.say(failure(error).message));
  };
  show({
    desk,
    title: 'Bench',
    journal: journal.store,
    bench,
    fillKnobs: (host) =>
      knobs.fill(host, {
        onChange: keep,
        express: (expression) => bench.express({ expression }),
        gesture: (gesture) => bench.gesture(gesture),
        setAgentState: (state) => bench.setAgentState(state),
        scene: { options: scene, cast: CAST, change },
      }),
    onCopyLink: () => void copy(write()),
  });
  try {
    await bench.open(options);
  } catch (error) {
    journal.update({ status: failure(error) });
  }
}

/** Opens a workbench that looks into an avatar which the dispatcher of this page runs. */
export async function openWatch(journal: Journal, id: string): Promise<void> {
  const desk = openDesk(new Rig(), journal);
  show({
    desk,
    title: `Looking into ${id}`,
    journal: journal.store,
    onCopyLink: () => void copy(location.href),
  });
  try {
    await follow(id, {
      onEvent: (event) => desk.take(event),
      onFace: (view) => desk.look(view),
      onPicture: (address) => desk.picture(address),
    });
    desk.say('The avatar is gone. What it told can still be looked at and saved.');
  } catch (error) {
    desk.say(error instanceof Error ? error.message : String(error));
  }
}

/** Knobs at the positions that the address gives them. */
function openKnobs(rig: Rig, text: string, onProblem: (problem: string) => void) {
  const { settings, problems } = readSettings(text);
  const effects = new Effects(rig, new CpuLoad(), settings);
  const first = problems[0];
  if (first) queueMicrotask(() => onProblem(first));
  const knobs = {
    settings,
    onChange: () => {},
    write: () => writeSettings(settings),
    fill(host: HTMLElement, { onChange, ...actions }: Partial<KnobActions>): () => void {
      const turn = () => (effects.apply(), knobs.onChange(), onChange?.());
      const gui = createKnobs(host, settings, { ...actions, onChange: turn });
      return () => gui.destroy();
    },
  };
  return knobs;
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
