import type { AvatarOptions } from '../protocol/index.ts';
import type { Actor } from './actor.ts';
import { VISEME_COUNT } from './lipsync/index.ts';
import { coreOptions, RATE_HZ, type Voice } from './playback/index.ts';
import type { Rig } from './probe/index.ts';
import type { SentFrame } from './publish/index.ts';
import type { Picture } from './scene/index.ts';

/** Tells a rig what a performance looks like. */
export class Teller {
  readonly #rig: Rig;
  readonly #actor: Actor;
  readonly #visemes = new Float32Array(VISEME_COUNT);
  #poseMs = 0;

  constructor(rig: Rig, actor: Actor) {
    this.#rig = rig;
    this.#actor = actor;
  }

  /** Works out a pose, and remembers what that took. */
  timed<T>(pose: () => T): T {
    if (!this.#rig.probe.tell) return pose();
    const startMs = performance.now();
    const result = pose();
    this.#poseMs = performance.now() - startMs;
    return result;
  }

  /** A frame of the actor's last pose went out. */
  frame({ nowSec, clockSec: dueSec, totalMs }: SentFrame, encodeMs: number): void {
    const { probe, onFrame, pictureLagSec } = this.#rig;
    if (!probe.tell) return;
    const clockSec = dueSec - pictureLagSec;
    const { segment, mediaSec } = this.#actor.spoken ?? {};
    const poseMs = this.#poseMs;
    probe.tell({ type: 'frame', nowSec, clockSec, poseMs, totalMs, encodeMs, segment, mediaSec });
    if (!onFrame) return;
    this.#actor.readVisemes(this.#visemes);
    onFrame({ clockSec, pose: this.#actor.pose, visemes: this.#visemes });
  }

  /** The scene is set. */
  scene(options: AvatarOptions, picture: Picture, seed: number, voice: Voice): void {
    const { avatar, background } = options;
    this.#rig.probe.keep({
      type: 'scene',
      seed,
      avatar,
      background,
      ...picture,
      clockRateHz: RATE_HZ,
      blockFrames: voice.blockFrames,
      player: coreOptions(),
    });
  }
}
