import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PageOptionsError, parsePageOptions } from '../protocol/index.ts';
import { isUnattended, serveHost } from './host.ts';
import { Journal } from './journal.ts';
import { PageError } from './room/index.ts';
import { App } from './screens/App.tsx';
import { failure, Session } from './session.ts';
import './screens/page.css';

const journal = new Journal();
const session = openSession();
serveHost(journal, async () => session?.leave());
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
void session?.start();

function openSession(): Session | undefined {
  try {
    const page = readOptions();
    return new Session({ page, journal, unattended: isUnattended() });
  } catch (error) {
    // After `serveHost`, so that a host hears of it.
    queueMicrotask(() => journal.update({ status: failure(error) }));
    return undefined;
  }
}

function readOptions() {
  const address = new URL(location.href);
  // The token must not stay where it is seen, copied or kept in the history.
  history.replaceState(null, '', address.pathname);
  try {
    return parsePageOptions(address);
  } catch (error) {
    if (error instanceof PageOptionsError) throw new PageError('bad_options', error.message);
    throw error;
  }
}
