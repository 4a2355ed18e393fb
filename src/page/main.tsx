import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  PageOptionsError,
  parseBenchOptions,
  parsePageOptions,
  parseStandbyOptions,
  type BenchOptions,
  type PageHandle,
  type PageOptions,
  type StandbyOptions,
} from '../protocol/index.ts';
import { isUnattended, serveHost } from './host.ts';
import { Journal } from './journal.ts';
import { fetchModel } from './lipsync/fetch-model.ts';
import { Rig } from './probe/index.ts';
import { Rehearsal } from './rehearsal.ts';
import { PageError } from './room/index.ts';
import { SceneInAdvance } from './scene/index.ts';
import { App } from './screens/App.tsx';
import { failure, Session } from './session.ts';
import './screens/page.css';

const journal = new Journal();
const rig = new Rig();
const rehearsal = new Rehearsal();
let session: Session | undefined;

const leave = async () => session?.leave();
await begin(new URL(location.href));

async function begin(address: URL): Promise<void> {
  // Only for a host; a person would wait for ever, and is told that there is no such option.
  const standby = isUnattended() ? parseStandbyOptions(address) : undefined;
  if (standby) return standBy(standby);
  // First of all, so that a host hears of what goes wrong.
  serveHost(journal, rig, { leave });
  await live(address);
}

/** All that can be done before the room is known; a host says then which it is. */
async function standBy(options: StandbyOptions): Promise<void> {
  const scene = new SceneInAdvance(options);
  await scene.ready;
  let enter: PageHandle['enter'] = (address) => {
    enter = undefined;
    void live(new URL(address, location.href), scene);
  };
  serveHost(journal, rig, { leave, enter: (address) => enter?.(address) });
  // Whether it can be had, the performance will say.
  void fetchModel().then(
    (model) => rehearsal.begin(model),
    () => undefined,
  );
}

async function live(address: URL, scene?: SceneInAdvance): Promise<void> {
  try {
    await open(readOptions(address), scene);
  } catch (error) {
    journal.update({ status: failure(error) });
    showApp();
  }
}

async function open({ page, bench }: Address, scene?: SceneInAdvance): Promise<void> {
  if (bench) {
    const { openBench, openWatch } = await import('./debug/index.ts');
    return bench.watch ? openWatch(journal, bench.watch) : openBench(journal, bench);
  }
  session = new Session({ page, journal, unattended: isUnattended(), rig, scene, rehearsal });
  // Where nobody looks, the screen can wait for the avatar, which would else wait for the screen.
  if (isUnattended()) return void session.start().then(showApp);
  if (page.debug === undefined) showApp();
  else (await import('./debug/index.ts')).openRoomWorkbench(rig, journal, page);
  void session.start();
}

function showApp(): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App
        store={journal.store}
        preview={!isUnattended()}
        onListen={(on) => session?.setListening(on)}
        onLeave={() => void session?.leave()}
      />
    </StrictMode>,
  );
}

/** A room to join, or a bench without one. */
type Address =
  | { readonly page: PageOptions; readonly bench?: undefined }
  | { readonly page?: undefined; readonly bench: BenchOptions };

function readOptions(address: URL): Address {
  try {
    const bench = parseBenchOptions(address);
    if (bench) return { bench };
    // The token must not stay where it is seen, copied or kept in the history.
    history.replaceState(null, '', address.pathname);
    return { page: parsePageOptions(address) };
  } catch (error) {
    if (error instanceof PageOptionsError) throw new PageError('bad_options', error.message);
    throw error;
  }
}
