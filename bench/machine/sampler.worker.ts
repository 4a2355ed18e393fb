import { parentPort } from 'node:worker_threads';
import { takeSnapshot, type Snapshot } from './process-table.ts';

/** Often enough for windows of a few seconds, and cheap: some ten milliseconds a second. */
const INTERVAL_MS = 300;

const snapshots: Snapshot[] = [takeSnapshot()];
const timer = setInterval(() => snapshots.push(takeSnapshot()), INTERVAL_MS);

parentPort!.once('message', () => {
  clearInterval(timer);
  snapshots.push(takeSnapshot());
  parentPort!.postMessage(snapshots);
  parentPort!.close();
});
