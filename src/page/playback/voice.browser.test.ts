import { afterEach, expect, test, vi } from 'vitest';
import { Loudspeaker } from './loudspeaker.ts';
import { openContextVoice } from './context-voice.ts';
import { openGeneratorVoice } from './generator-voice.ts';
import { coreOptions } from './player.ts';
import type { PlayerCommand } from './player-core.ts';
import type { PlayerMessage } from './player-port.ts';
import { RATE_HZ, type Voice } from './voice.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0).toReversed()) close();
  vi.unstubAllGlobals();
});

const WAYS: [string, () => Promise<Voice>][] = [
  ['a worker', openGeneratorVoice],
  ['an AudioContext', openContextVoice],
];

/** A second of a ramp that says which sample it is. */
const RAMP = Float32Array.from({ length: RATE_HZ }, (_, i) => (i + 1) / (2 * RATE_HZ));

test.each(WAYS)('%s plays every sample once, and says so', async (_, openVoice) => {
  const { voice, command, messages } = await open(openVoice);
  const heard = listen(voice.track);
  say(command, 1, RAMP);
  await expect.poll(() => messages.at(-1)?.type, { timeout: 10_000 }).toBe('finished');
  const finished = messages.at(-1) as PlayerMessage & { readonly clockFrame: number };
  expect(finished).toMatchObject({ segment: 1, mediaFrame: RATE_HZ, interrupted: false });
  await expect.poll(() => heard.filter((sample) => sample > 0).length).toBeGreaterThan(40_000);
  const ramp = heard.filter((sample) => sample > 0);
  // 16 bits on the way, and a fade of 5 ms behind the last sample.
  for (let i = 1_000; i < RATE_HZ - 1_000; i += 331) {
    expect(Math.abs((ramp[i]! - ramp[0]!) * 2 * RATE_HZ - i)).toBeLessThan(8);
  }
  expect(voice.nowSec).toBeGreaterThan(finished.clockFrame / RATE_HZ - 0.05);
  expect(voice.nowSec).toBeLessThan(finished.clockFrame / RATE_HZ + 5);
});

test.each(WAYS)('%s is silent a fade after a clear', async (_, openVoice) => {
  const { voice, command, messages } = await open(openVoice);
  const heard = listen(voice.track);
  say(command, 1, new Float32Array(5 * RATE_HZ).fill(0.5));
  await expect.poll(() => heard.at(-1)).toBeCloseTo(0.5, 2);
  command({ type: 'clear' });
  await expect.poll(() => heard.at(-1)).toBe(0);
  const cut = heard.findLastIndex((sample) => sample > 0.499);
  expect(heard.findLastIndex((sample) => sample !== 0) - cut).toBeLessThanOrEqual(240);
  expect(messages.at(-1)).toMatchObject({ type: 'finished', interrupted: true });
});

test.each(WAYS)(
  'whoever sits before the page hears %s while they want to',
  async (_, openVoice) => {
    const outputs: AnalyserNode[] = [];
    vi.stubGlobal(
      'AudioContext',
      class extends AudioContext {
        override createMediaStreamSource(stream: MediaStream) {
          const source = super.createMediaStreamSource(stream);
          outputs.push(this.createAnalyser());
          source.connect(outputs.at(-1)!);
          return source;
        }
      },
    );
    const { voice, command } = await open(openVoice);
    const loudspeaker = new Loudspeaker(voice.track);
    closers.push(() => loudspeaker.close());
    say(command, 1, new Float32Array(10 * RATE_HZ).fill(0.5));
    const level = () => {
      const samples = new Float32Array(32);
      outputs[0]?.getFloatTimeDomainData(samples);
      return samples[0]!;
    };
    loudspeaker.set(false);
    expect(outputs).toHaveLength(0);
    loudspeaker.set(true);
    await expect.poll(level).toBeCloseTo(0.5, 2);
    loudspeaker.set(false);
    await expect.poll(() => outputs[0]!.context.state).toBe('suspended');
  },
);

async function open(openVoice: () => Promise<Voice>) {
  const voice = await openVoice();
  const port = voice.startPlayer({ core: coreOptions(), receipts: false });
  closers.push(() => voice.close());
  const messages: PlayerMessage[] = [];
  port.onmessage = ({ data }: MessageEvent<PlayerMessage>) => void messages.push(data);
  return { voice, messages, command: (data: PlayerCommand) => port.postMessage(data) };
}

function say(command: (data: PlayerCommand) => void, segment: number, samples: Float32Array): void {
  command({ type: 'open', segment });
  command({ type: 'samples', segment, samples });
  command({ type: 'close', segment });
}

/** The samples that a track carries, as they come. */
function listen(track: MediaStreamTrack): number[] {
  const heard: number[] = [];
  const processor = new MediaStreamTrackProcessor({ track: track as MediaStreamAudioTrack });
  const write = (sound: AudioData) => {
    const samples = new Float32Array(sound.numberOfFrames);
    sound.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    sound.close();
    heard.push(...samples);
  };
  void processor.readable.pipeTo(new WritableStream({ write })).catch(() => undefined);
  return heard;
}
