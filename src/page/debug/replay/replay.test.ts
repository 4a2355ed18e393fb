import { expect, test } from 'vitest';
import { Actor } from '../../actor.ts';
import { SpeechSegment } from '../../input/index.ts';
import { PcmDecoder } from '../../input/pcm-decoder.ts';
import { VISEME_COUNT } from '../../lipsync/index.ts';
import { loadCommittedModel, loadSpeech } from '../../lipsync/testing/load.ts';
import { coreOptions, Player, RATE_HZ as VOICE_HZ } from '../../playback/index.ts';
import { loadResamplers } from '../../playback/resampler.ts';
import { Probe, type ProbeEvent } from '../../probe/index.ts';
import { decodeRecording, encodeRecording } from '../recording/codec.ts';
import { replay } from './replay.ts';
import { VirtualVoice } from './testing/virtual-voice.ts';

const FPS = 30;
const RATE_HZ = 16_000;

/** What was seen and heard while a recording was made. */
interface Live {
  readonly events: ProbeEvent[];
  readonly faces: number[][];
  readonly positions: number[];
  readonly sound: number[];
}

/** Speaks, is interrupted, and speaks again with a sender that stalls, while everything is told. */
async function performLive(): Promise<Live> {
  const voice = new VirtualVoice();
  const model = loadCommittedModel();
  const probe = new Probe();
  const live: Live = { events: [], faces: [], positions: [], sound: voice.output };
  probe.listen((event) => live.events.push(event));
  const visemes = new Float32Array(VISEME_COUNT);
  const actor = new Actor({ seed: 5, mediaAt: (sec) => player.mediaAt(sec) });
  const player = await Player.create(
    voice,
    {
      onStarted: () => undefined,
      onUpcoming: (segment, samples, last) => actor.hear(segment, samples, last, model),
      onFinished(segment, positionSec, interrupted) {
        const clockSec = voice.nowSec;
        const report = { segment: segment.id, positionSec, interrupted, clockSec };
        probe.tell?.({ type: 'finished', ...report });
        actor.forget(segment, clockSec);
        live.positions.push(positionSec);
      },
    },
    probe,
  );
  const picture = { renderer: 'none', reason: 'a test', width: 64, height: 36, fps: FPS };
  probe.keep({
    type: 'scene',
    seed: 5,
    ...picture,
    clockRateHz: VOICE_HZ,
    blockFrames: voice.blockFrames,
    player: coreOptions(),
  });
  const feed = (segment: SpeechSegment, decoder: PcmDecoder, bytes: Uint8Array<ArrayBuffer>) => {
    probe.tell?.({ type: 'bytes', segment: segment.id, bytes });
    segment.append(decoder.decode(bytes));
  };
  const open = (id: number) => {
    probe.tell?.({ type: 'opened', segment: id, sampleRateHz: RATE_HZ, channels: 1 });
    const segment = new SpeechSegment(id, RATE_HZ);
    player.enqueue(segment);
    return segment;
  };
  const speech = Int16Array.from(loadSpeech().sound.samples, (sample) => sample * 32_767);
  const bytes = new Uint8Array(speech.buffer);
  const runUntil = (sec: number) => {
    for (; voice.nowSec < sec;) {
      const before = Math.floor(voice.nowSec * FPS);
      voice.step();
      if (Math.floor(voice.nowSec * FPS) === before) continue;
      const clockSec = voice.nowSec + 0.02;
      actor.poseAt(clockSec);
      actor.readVisemes(visemes);
      live.faces.push([...visemes, ...actor.pose.weights, ...Object.values(actor.pose.head)]);
      const costs = { nowSec: voice.nowSec, poseMs: 0, totalMs: 0, encodeMs: 0 };
      const { segment, mediaSec } = actor.spoken ?? {};
      probe.tell?.({ type: 'frame', clockSec, ...costs, segment, mediaSec });
    }
  };

  runUntil(0.2);
  const first = open(1);
  const decoder = new PcmDecoder({ sampleRateHz: RATE_HZ, channels: 1 });
  for (let at = 0; at < 90_000; at += 4_999) feed(first, decoder, bytes.slice(at, at + 4_999));
  runUntil(1.73);
  probe.tell?.({ type: 'clear', clockSec: voice.nowSec });
  actor.interrupt(voice.nowSec);
  player.clear();
  runUntil(1.9);
  const second = open(2);
  const other = new PcmDecoder({ sampleRateHz: RATE_HZ, channels: 1 });
  feed(second, other, bytes.slice(0, 20_000));
  runUntil(3.1);
  feed(second, other, bytes.slice(20_000, 50_001));
  probe.tell?.({ type: 'closed', segment: 2 });
  second.end();
  runUntil(5);
  player.close();
  return live;
}

test('a replay from the file gives the same faces, positions and sound, to the bit', async () => {
  const live = await performLive();
  expect(live.positions).toHaveLength(2);
  const { events } = await decodeRecording(await encodeRecording(live.events, 'a test'));
  const again = replay(events, {
    model: loadCommittedModel(),
    makeResampler: await loadResamplers(),
  });
  expect(again.differences).toEqual([]);
  const faces = again.history.frames.map(({ face }) => [
    ...face!.visemes,
    ...face!.weights,
    ...Object.values(face!.head),
  ]);
  expect(faces).toEqual(live.faces);
  const segments = [...again.history.segments.values()];
  expect(segments.map(({ positionSec }) => positionSec)).toEqual(live.positions);
  expect(segments.map(({ interrupted }) => interrupted)).toEqual([true, false]);
  expect(segments[1]!.starvations).toHaveLength(1);
  const { startFrame, sound } = again.audio!;
  const heard = Int16Array.from(
    live.sound.slice(startFrame - VirtualVoice.FIRST_FRAME),
    (sample) => sample * 32_767,
  );
  const common = Math.min(heard.length, sound.samples.length);
  expect(common).toBeGreaterThan(100_000);
  expect(sound.samples.subarray(0, common)).toEqual(heard.subarray(0, common));
});

test('a recording that was tampered with is said to differ, and where', async () => {
  const { events } = await performLive();
  const changed = events.map((event) =>
    event.type === 'finished' && event.segment === 1
      ? { ...event, positionSec: event.positionSec + 0.5 }
      : event,
  );
  const again = replay(changed, {
    model: loadCommittedModel(),
    makeResampler: await loadResamplers(),
  });
  expect(again.differences).toHaveLength(1);
  expect(again.differences[0]).toMatch(/^At \d\.\d{3} s segment 1 ends at .* instead of /);
});
