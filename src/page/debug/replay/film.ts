import type { Still } from '../desk/still.ts';
import { faceAt } from '../desk/face-at.ts';
import type { Replay } from './replay.ts';

const COLUMNS = 4;
const ROWS = 4;
const CELL_WIDTH_PX = 320;
const LABEL_PX = 20;
const FPS = 30;

/** The stretch of a recording in which something is seen. */
function stretchOf({ history: { frames } }: Replay): { fromSec: number; toSec: number } {
  return { fromSec: frames[0]?.atSec ?? 0, toSec: frames.at(-1)?.atSec ?? 0 };
}

/** Sixteen faces of a recording, evenly spread, each with its time: a PNG. */
export async function drawStrip(replay: Replay, still: Still): Promise<Blob> {
  const { fromSec, toSec } = stretchOf(replay);
  const { width, height } = replay.scene;
  const cellHeight = Math.round((CELL_WIDTH_PX * height) / width) + LABEL_PX;
  const sheet = new OffscreenCanvas(COLUMNS * CELL_WIDTH_PX, ROWS * cellHeight);
  const context = sheet.getContext('2d')!;
  context.fillStyle = '#111';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.font = '13px system-ui, sans-serif';
  context.fillStyle = '#eee';
  for (let i = 0; i < COLUMNS * ROWS; i++) {
    const atSec = fromSec + ((toSec - fromSec) * (i + 0.5)) / (COLUMNS * ROWS);
    const face = faceAt(replay.history, atSec);
    if (!face) continue;
    await still.draw(face, replay.scene);
    const [x, y] = [(i % COLUMNS) * CELL_WIDTH_PX, Math.floor(i / COLUMNS) * cellHeight];
    context.drawImage(still.canvas, x, y, CELL_WIDTH_PX, cellHeight - LABEL_PX);
    context.fillText(`${atSec.toFixed(2)} s`, x + 6, y + cellHeight - 6);
  }
  return sheet.convertToBlob();
}

/** A recording as it was seen and heard: a WebM, made in the time that it lasts. */
export async function shootFilm(replay: Replay, still: Still): Promise<Blob> {
  const { fromSec, toSec } = stretchOf(replay);
  const context = new AudioContext();
  const destination = new MediaStreamAudioDestinationNode(context);
  const sound = soundOf(replay, context, fromSec);
  sound?.connect(destination);
  const picture = still.canvas.captureStream(FPS);
  const tracks = [...picture.getTracks(), ...destination.stream.getTracks()];
  const recorder = new MediaRecorder(new MediaStream(tracks), { mimeType: 'video/webm' });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start(1_000);
  sound?.start();
  const startMs = performance.now();
  for (let atSec = fromSec; atSec < toSec; atSec = fromSec + (performance.now() - startMs) / 1000) {
    const face = faceAt(replay.history, atSec);
    if (face) await still.draw(face, replay.scene);
    await new Promise((resolve) => setTimeout(resolve, 1000 / FPS));
  }
  recorder.stop();
  await stopped;
  await context.close();
  return new Blob(parts, { type: 'video/webm' });
}

/** What was heard from a moment on. */
function soundOf(
  { audio, scene, history }: Replay,
  context: AudioContext,
  fromSec: number,
): AudioBufferSourceNode | undefined {
  const samples = audio?.sound.samples;
  if (!samples?.length) return undefined;
  const startSec = history.axisSecOf(audio!.startFrame / scene.clockRateHz);
  const lead = Math.max(0, Math.round((startSec - fromSec) * scene.clockRateHz));
  const skip = Math.max(0, Math.round((fromSec - startSec) * scene.clockRateHz));
  const heard = Float32Array.from(samples.subarray(skip), (sample) => sample / 32_768);
  const buffer = context.createBuffer(1, lead + heard.length, scene.clockRateHz);
  buffer.copyToChannel(heard, 0, lead);
  return new AudioBufferSourceNode(context, { buffer });
}
