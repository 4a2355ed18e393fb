import {
  HOST_PROBE_BINDING,
  HOST_REPORT_BINDING,
  HOST_WATCHED,
  PAGE_HANDLE,
  type PageHandle,
  type PageStatus,
} from '../protocol/index.ts';
import type { Journal } from './journal.ts';
import type { Rig } from './probe/index.ts';

type Report = (status: PageStatus) => Promise<void>;

function reportBinding(): Report | undefined {
  return (globalThis as Record<string, unknown>)[HOST_REPORT_BINDING] as Report | undefined;
}

/** True when a program opened this page where nobody sits before it. */
export function isUnattended(): boolean {
  return reportBinding() !== undefined && !(globalThis as Record<string, unknown>)[HOST_WATCHED];
}

/** Tells the hosting program, if there is one, every new status, and lets it ask things of the page. */
export function serveHost(
  journal: Journal,
  rig: Rig,
  { leave, enter }: Pick<PageHandle, 'leave' | 'enter'>,
): void {
  let unwatch: (() => void) | undefined;
  const handle: PageHandle = {
    get status() {
      return journal.store.getState().status;
    },
    leave,
    enter,
    async watch(on) {
      unwatch?.();
      unwatch = on ? await startWatch(rig) : undefined;
    },
  };
  (globalThis as Record<string, unknown>)[PAGE_HANDLE] = handle;
  const report = reportBinding();
  if (!report) return;
  journal.store.subscribe(({ status }, before) => {
    if (status !== before.status) void report(status);
  });
}

async function startWatch(rig: Rig): Promise<() => void> {
  const { startRelay } = await import('./debug/index.ts');
  const send = (globalThis as Record<string, unknown>)[HOST_PROBE_BINDING] as (
    lines: string,
  ) => Promise<void>;
  return startRelay(rig, (lines) => void send(lines));
}
