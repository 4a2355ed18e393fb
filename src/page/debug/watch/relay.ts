import { toBase64 } from '../../probe/base64.ts';
import type { FrameView, Rig } from '../../probe/index.ts';
import { tellEncoder } from '../encoder-stats.ts';
import { toJson } from '../recording/index.ts';
import { sendPictures } from './send-pictures.ts';

/** What a watcher may wait for news. */
const BATCH_MS = 150;

/**
 * Sends all that is told in this page, its faces and pictures of it, as lines of JSON, a batch at a
 * time.
 *
 * @returns the way to stop.
 */
export function startRelay(rig: Rig, send: (lines: string) => void): () => void {
  let lines: string[] = [];
  const add = (value: unknown) => void lines.push(JSON.stringify(value));
  const unlisten = rig.probe.listen((event) => add(toJson(event)));
  rig.onFrame = (view) => add(faceLine(view));
  const untell = rig.sender && tellEncoder(rig.sender, rig.probe);
  const unsend = sendPictures(rig, (jpeg) => add({ type: 'picture', jpeg }));
  const timer = setInterval(() => {
    if (lines.length > 0) send(`${lines.join('\n')}\n`);
    lines = [];
  }, BATCH_MS);
  return () => {
    clearInterval(timer);
    unlisten();
    untell?.();
    unsend();
    rig.onFrame = undefined;
  };
}

function faceLine({ clockSec, pose, visemes }: FrameView) {
  const { weights, head, gaze, breath } = pose;
  return {
    type: 'face',
    clockSec,
    weights: toBase64(bytesOf(weights)),
    visemes: toBase64(bytesOf(visemes)),
    head,
    gaze,
    breath,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
