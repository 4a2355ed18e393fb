import { Actor } from '../../actor.ts';
import { VISEME_COUNT, type LipsyncModel } from '../../lipsync/index.ts';
import { MediaClock } from '../../playback/media-clock.ts';
import type { PlayerEvent } from '../../playback/player-core.ts';
import type { Resampler } from '../../playback/resampler.ts';
import type { ProbeEvent, ProbeEventOf } from '../../probe/index.ts';
import { History } from '../history/index.ts';
import { RecordingError } from '../recording/index.ts';
import { replayAudio, type ReplayedAudio } from './replay-audio.ts';
import { ReplaySegments } from './replay-segments.ts';

export interface ReplayTools {
  readonly model: LipsyncModel;
  readonly makeResampler: (inRateHz: number, outRateHz: number) => Resampler;
}

/** A recording, performed again. */
export interface Replay {
  readonly scene: ProbeEventOf<'scene'>;
  /** What panels read, with the face of every frame. */
  readonly history: History;
  /** Undefined when the recording began in the middle. */
  readonly audio: ReplayedAudio | undefined;
  /** Where it came out otherwise than it was recorded; empty when it is the same to the frame. */
  readonly differences: readonly string[];
}

/**
 * Performs a recording again: the same bytes in the same crumbs through the same lip-sync, player and
 * face, on the recorded clocks. Nothing runs in real time; the same recording gives the same faces.
 *
 * @throws {RecordingError} when nothing was performed in it.
 */
export function replay(events: readonly ProbeEvent[], tools: ReplayTools): Replay {
  const scene = events.find((event) => event.type === 'scene');
  if (!scene) {
    throw new RecordingError(
      'The recording has no scene: it was saved before the avatar was there.',
    );
  }
  return new Replayer(events, scene, tools).run();
}

class Replayer {
  readonly #events: readonly ProbeEvent[];
  readonly #scene: ProbeEventOf<'scene'>;
  readonly #tools: ReplayTools;
  readonly #history = new History();
  readonly #segments: ReplaySegments;
  readonly #clock: MediaClock;
  readonly #actor: Actor;
  readonly #visemes = new Float32Array(VISEME_COUNT);
  readonly #differences: string[] = [];
  readonly #audio: ReplayedAudio | undefined;
  /** Events of the player that were taken. */
  #taken = 0;
  readonly #played = new Map<number, number>();

  constructor(events: readonly ProbeEvent[], scene: ProbeEventOf<'scene'>, tools: ReplayTools) {
    this.#events = events;
    this.#scene = scene;
    this.#tools = tools;
    this.#segments = new ReplaySegments(scene.clockRateHz, tools.makeResampler);
    this.#clock = new MediaClock(scene.clockRateHz);
    const mediaAt = (clockSec: number) => this.#clock.at(clockSec);
    this.#actor = new Actor({ seed: scene.seed, mediaAt });
    this.#audio = this.#playAudio();
  }

  run(): Replay {
    for (const event of this.#events) this.#perform(event);
    this.#segments.close();
    const [history, audio, differences] = [this.#history, this.#audio, this.#differences];
    return { scene: this.#scene, history, audio, differences };
  }

  #playAudio(): ReplayedAudio | undefined {
    const { clockRateHz } = this.#scene;
    const segments = new ReplaySegments(clockRateHz, this.#tools.makeResampler);
    for (const event of this.#events) segments.handle(event);
    const audio = replayAudio(this.#events, this.#scene, (id, frames) => segments.take(id, frames));
    segments.close();
    return audio;
  }

  #perform(event: ProbeEvent): void {
    const samples = this.#segments.handle(event);
    const segment = 'segment' in event ? this.#segments.get(event.segment ?? -1) : undefined;
    if (event.type === 'player') return this.#play(event);
    if (event.type === 'finished') event = this.#checkPosition(event);
    this.#history.handle(event);
    if (event.type === 'piece' && segment && samples) {
      this.#actor.hear(segment, samples, event.last, this.#tools.model);
    } else if (event.type === 'finished' && segment) this.#actor.forget(segment, event.clockSec);
    else if (event.type === 'clear') this.#actor.interrupt(event.clockSec);
    else if (event.type === 'state') this.#actor.setAgentState(event.state, event.clockSec);
    else if (event.type === 'express') this.#actor.express(event, event.clockSec);
    else if (event.type === 'gesture') this.#actor.gesture(event.gesture, event.clockSec);
    else if (event.type === 'frame') this.#draw(event);
  }

  /** What the player says now, rather than what it said then. */
  #play(recorded: ProbeEventOf<'player'>): void {
    const now = this.#audio ? this.#audio.events[this.#taken++] : toPlayerEvent(recorded);
    if (!now) return this.#differ(recorded, 'the player says no more');
    const { type: event, ...facts } = now;
    const again: ProbeEventOf<'player'> = { type: 'player', atMs: recorded.atMs, event, ...facts };
    if (!sameEvent(again, recorded)) {
      this.#differ(recorded, `the player says ${describe(again)} instead of ${describe(recorded)}`);
    }
    this.#clock.handle(now);
    this.#played.set(now.segment, now.mediaFrame);
    this.#history.handle(again);
  }

  #checkPosition(recorded: ProbeEventOf<'finished'>): ProbeEventOf<'finished'> {
    const segment = this.#segments.get(recorded.segment);
    const frames = this.#played.get(recorded.segment);
    if (!segment || frames === undefined) return recorded;
    const positionSec = Math.min(
      frames / this.#scene.clockRateHz,
      segment.length / segment.sampleRateHz,
    );
    if (positionSec !== recorded.positionSec) {
      this.#differ(
        recorded,
        `segment ${recorded.segment} ends at ${positionSec} s instead of ${recorded.positionSec} s`,
      );
    }
    return { ...recorded, positionSec };
  }

  #draw(recorded: ProbeEventOf<'frame'>): void {
    const { clockSec } = recorded;
    this.#actor.poseAt(clockSec);
    const { pose } = this.#actor;
    const { segment, mediaSec } = this.#actor.spoken ?? {};
    if (segment !== recorded.segment || mediaSec !== recorded.mediaSec) {
      this.#differ(
        recorded,
        `a frame shows ${segment} at ${mediaSec} s instead of ${recorded.segment} at ${recorded.mediaSec} s`,
      );
    }
    this.#actor.readVisemes(this.#visemes);
    this.#history.look({ clockSec, pose, visemes: this.#visemes });
  }

  #differ({ atMs }: ProbeEvent, what: string): void {
    const atSec = (atMs - this.#events[0]!.atMs) / 1000;
    this.#differences.push(`At ${atSec.toFixed(3)} s ${what}.`);
  }
}

function toPlayerEvent({
  event,
  segment,
  mediaFrame,
  clockFrame = 0,
  interrupted = false,
}: ProbeEventOf<'player'>): PlayerEvent {
  if (event === 'progress') return { type: event, segment, mediaFrame };
  if (event !== 'finished') return { type: event, segment, mediaFrame, clockFrame };
  return { type: event, segment, mediaFrame, clockFrame, interrupted };
}

function sameEvent(a: ProbeEventOf<'player'>, b: ProbeEventOf<'player'>): boolean {
  return (
    a.event === b.event &&
    a.segment === b.segment &&
    a.mediaFrame === b.mediaFrame &&
    a.clockFrame === b.clockFrame &&
    a.interrupted === b.interrupted
  );
}

function describe({ event, segment, mediaFrame, clockFrame }: ProbeEventOf<'player'>): string {
  return `${event} of ${segment} at ${mediaFrame}${clockFrame === undefined ? '' : ` (clock ${clockFrame})`}`;
}
