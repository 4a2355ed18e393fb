import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  PageOptionsError,
  parseBenchOptions,
  parsePageOptions,
  type BenchOptions,
  type PageOptions,
} from '../protocol/index.ts';
import { isUnattended, serveHost } from './host.ts';
import { Journal } from './journal.ts';
import { Rig } from './probe/index.ts';
import { PageError } from './room/index.ts';
import { App } from './screens/App.tsx';
import { failure, Session } from './session.ts';
import './screens/page.css';

const journal = new Journal();
const rig = new Rig();
let session: Session | undefined;

serveHost(journal, rig, async () => session?.leave());
try {
  await open(readOptions());
} catch (error) {
  // After `serveHost`, so that a host hears of it.
  journal.update({ status: failure(error) });
  showApp();
}

async function open({ page, bench }: Address): Promise<void> {
  if (bench) {
    const { openBench, openWatch } = await import('./debug/index.ts');
    return bench.watch ? openWatch(journal, bench.watch) : openBench(journal, bench);
  }
  session = new Session({ page, journal, unattended: isUnattended(), rig });
  if (page.debug === undefined || isUnattended()) showApp();
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

function readOptions(): Address {
  const address = new URL(location.href);
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
