import { PlayerCore, type PlayerCommand, type PlayerEvent } from '../../playback/player-core.ts';
import type { ProbeEvent, ProbeEventOf } from '../../probe/index.ts';
import { SampleTape } from './sample-tape.ts';

/** What the player did, played again. */
export interface ReplayedAudio {
  /** In order, as it told them. */
  readonly events: readonly PlayerEvent[];
  /** What was heard, from `startFrame` of the audio clock on. */
  readonly startFrame: number;
  readonly sound: SampleTape;
}

interface Due {
  readonly command: PlayerCommand;
  readonly clockFrame: number;
}

/**
 * Plays a recording's commands again through the very player that played them, each before
 * the block before which it was taken: so what is heard, and every position, comes out to the frame.
 *
 * @param samplesOf gives a segment's next samples, `frames` of them.
 * @returns undefined when the recording has no receipts, since nobody listened from the beginning.
 */
export function replayAudio(
  log: readonly ProbeEvent[],
  scene: ProbeEventOf<'scene'>,
  samplesOf: (segment: number, frames: number) => Float32Array,
): ReplayedAudio | undefined {
  const dues = log
    .filter((event) => event.type === 'handled')
    .map((event) => toDue(event, samplesOf));
  const startFrame = dues[0]?.clockFrame;
  if (startFrame === undefined) return undefined;
  const { blockFrames } = scene;
  const endFrame = Math.max(dues.at(-1)!.clockFrame, lastFrame(log)) + blockFrames;
  const events: PlayerEvent[] = [];
  const core = new PlayerCore(scene.player, (event) => events.push(event));
  const sound = new SampleTape(endFrame - startFrame + blockFrames);
  const out = new Float32Array(blockFrames);
  let next = 0;
  for (let frame = startFrame; frame <= endFrame; frame += blockFrames) {
    for (; next < dues.length && dues[next]!.clockFrame <= frame; next++) {
      core.handle(dues[next]!.command, dues[next]!.clockFrame);
    }
    core.process(out, frame);
    sound.append(out);
  }
  return { events, startFrame, sound };
}

function toDue(
  { command, clockFrame }: ProbeEventOf<'handled'>,
  samplesOf: (segment: number, frames: number) => Float32Array,
): Due {
  return { command: toCommand(command, samplesOf), clockFrame };
}

function toCommand(
  command: ProbeEventOf<'handled'>['command'],
  samplesOf: (segment: number, frames: number) => Float32Array,
): PlayerCommand {
  if (command.type !== 'samples') return command;
  const { type, segment, frames } = command;
  return { type, segment, samples: samplesOf(segment, frames) };
}

function lastFrame(log: readonly ProbeEvent[]): number {
  const last = log.findLast((event) => event.type === 'player' && event.clockFrame !== undefined);
  return last?.type === 'player' ? last.clockFrame! : 0;
}
