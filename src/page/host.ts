import {
  HOST_REPORT_BINDING,
  HOST_WATCHED,
  PAGE_HANDLE,
  type PageHandle,
  type PageStatus,
} from '../protocol/index.ts';
import type { Journal } from './journal.ts';

type Report = (status: PageStatus) => Promise<void>;

function reportBinding(): Report | undefined {
  return (globalThis as Record<string, unknown>)[HOST_REPORT_BINDING] as Report | undefined;
}

/** True when a program opened this page where nobody sits before it. */
export function isUnattended(): boolean {
  return reportBinding() !== undefined && !(globalThis as Record<string, unknown>)[HOST_WATCHED];
}

/** Tells the hosting program, if there is one, every new status, and lets it ask the page to leave. */
export function serveHost(journal: Journal, leave: () => Promise<void>): void {
  const handle: PageHandle = {
    get status() {
      return journal.store.getState().status;
    },
    leave,
  };
  (globalThis as Record<string, unknown>)[PAGE_HANDLE] = handle;
  const report = reportBinding();
  if (!report) return;
  journal.store.subscribe(({ status }, before) => {
    if (status !== before.status) void report(status);
  });
}
