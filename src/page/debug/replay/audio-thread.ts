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
  readonly contextFrame: number;
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
  const startFrame = dues[0]?.contextFrame;
  if (startFrame === undefined) return undefined;
  const { quantumFrames } = scene;
  const endFrame = Math.max(dues.at(-1)!.contextFrame, lastFrame(log)) + quantumFrames;
  const events: PlayerEvent[] = [];
  const core = new PlayerCore(scene.player, (event) => events.push(event));
  const sound = new SampleTape(endFrame - startFrame + quantumFrames);
  const out = new Float32Array(quantumFrames);
  let next = 0;
  for (let frame = startFrame; frame <= endFrame; frame += quantumFrames) {
    for (; next < dues.length && dues[next]!.contextFrame <= frame; next++) {
      core.handle(dues[next]!.command, dues[next]!.contextFrame);
    }
    core.process(out, frame);
    sound.append(out);
  }
  return { events, startFrame, sound };
}

function toDue(
  { command, contextFrame }: ProbeEventOf<'handled'>,
  samplesOf: (segment: number, frames: number) => Float32Array,
): Due {
  return { command: toCommand(command, samplesOf), contextFrame };
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
  const last = log.findLast((event) => event.type === 'player' && event.contextFrame !== undefined);
  return last?.type === 'player' ? last.contextFrame! : 0;
}
