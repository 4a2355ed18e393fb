import type { ExpressRequest } from '../protocol/index.ts';
import { Actor } from './actor.ts';
import type { SpeechSegment } from './input/index.ts';
import type { Journal } from './journal.ts';
import { fetchModel } from './lipsync/fetch-model.ts';
import { LipsyncError, type LipsyncModel } from './lipsync/index.ts';
import {
  hasLoudspeaker,
  Loudspeaker,
  openVoice,
  Player,
  type PlayerHandlers,
  type Voice,
} from './playback/index.ts';
import type { Probe, Rig } from './probe/index.ts';
import type { Rehearsal } from './rehearsal.ts';
import { PageError } from './room/index.ts';
import { Teller } from './teller.ts';
import {
  createVideoSink,
  FrameLoop,
  SyncScheduler,
  type FrameSource,
  type Quality,
  watchSender,
  type VideoSink,
} from './publish/index.ts';
import {
  openScene,
  startTicker,
  toEven,
  type OpenScene,
  type Picture,
  type SceneInAdvance,
  type SceneOptions,
  type Stage,
} from './scene/index.ts';

export interface PerformerOptions {
  /** Another seed makes another temperament. */
  readonly seed: number;
  /** Nobody sits before the page: a program has opened it, to hear it through its room. */
  readonly unattended: boolean;
  /** Learns whether the person before the page can listen, and has to click first. */
  readonly journal: Journal;
  /** Where a workbench watches and meddles. */
  readonly rig: Rig;
  /** One that has been set in advance; without, the scene is set when it is asked for. */
  readonly scene?: SceneInAdvance | undefined;
  /** Begins soon after the performance unless it has before, and ends with the first words. */
  readonly rehearsal?: Rehearsal | undefined;
  readonly onStarted: (segment: SpeechSegment) => void;
  /** @param positionSec seconds of the segment's own audio that were heard. */
  readonly onFinished: (segment: SpeechSegment, positionSec: number, interrupted: boolean) => void;
  /** The machine has too much to do for the full picture, or has time for it again: it is this now. */
  readonly onPicture: (picture: Picture) => void;
}

/** A greeting that comes at once is not to share the processor with its own rehearsal. */
const REHEARSE_AFTER_MS = 2_000;

/** What the performance looks and sounds like, from the moment that it is open. */
export interface Performance {
  readonly picture: Picture;
  readonly voice: MediaStreamTrack;
  readonly image: MediaStreamTrack;
}

/**
 * The avatar without a room: segments of speech go in, a voice and a moving face come out as two tracks
 * in step. It takes segments and cues before it is open; they wait their turn.
 */
export class Performer {
  readonly #options: PerformerOptions;
  readonly #abort = new AbortController();
  readonly #closers: (() => unknown)[] = [];
  readonly #actor: Actor;
  readonly #player = Promise.withResolvers<Player>();
  #voice: Voice | undefined;
  #model: LipsyncModel | undefined;
  #loudspeaker: Loudspeaker | undefined;
  #playing: Player | undefined;
  #scheduler: SyncScheduler | undefined;
  #frameLoop: FrameLoop | undefined;
  readonly #teller: Teller;

  constructor(options: PerformerOptions) {
    this.#options = options;
    this.#actor = new Actor({
      seed: options.seed,
      mediaAt: (clockSec) => this.#playing?.mediaAt(clockSec) ?? null,
    });
    this.#teller = new Teller(options.rig, this.#actor);
  }

  /**
   * Sets the scene and starts to perform: from here on, the head is alive and every frame goes out.
   *
   * @throws {PageError} `bad_options`, `bad_avatar` or `unsupported_browser`.
   */
  async open(options: SceneOptions): Promise<Performance> {
    const [scene, voice] = await Promise.all([this.#openScene(options), this.#openVoice()]);
    this.#abort.signal.throwIfAborted();
    const { picture } = scene;
    const sink = createVideoSink(picture.width, picture.height);
    this.#atEnd(() => sink.close());
    this.#perform(scene, voice, sink);
    this.#teller.scene(options, picture, this.#options.seed, voice);
    return { picture, voice: voice.track, image: sink.track };
  }

  /** Says a segment after those before it. It may still be filling. */
  say(segment: SpeechSegment): void {
    this.#options.rehearsal?.end();
    void this.#player.promise.then((player) => player.enqueue(segment));
  }

  /** Lets no segment begin while it is on. */
  hold(on: boolean): void {
    void this.#player.promise.then((player) => player.hold(on));
  }

  /** Falls silent at once; every segment so far is told as finished, interrupted. */
  clear(): void {
    const clockSec = this.#nowSec;
    this.#probe.tell?.({ type: 'clear', clockSec });
    this.#actor.interrupt(clockSec);
    void this.#player.promise.then((player) => player.clear());
  }

  /** What the agent does: listening, thinking, speaking. */
  setAgentState(state: string): void {
    const clockSec = this.#nowSec;
    this.#probe.keep({ type: 'state', state, clockSec });
    this.#actor.setAgentState(state, clockSec);
  }

  /** @throws {FaceError} for an unknown mood, naming the known ones. */
  express(request: ExpressRequest): void {
    const clockSec = this.#nowSec;
    this.#actor.express(request, clockSec);
    this.#probe.tell?.({ type: 'express', ...request, clockSec });
  }

  /** @throws {FaceError} for an unknown gesture, naming the known ones. */
  gesture(name: string): void {
    const clockSec = this.#nowSec;
    this.#actor.gesture(name, clockSec);
    this.#probe.tell?.({ type: 'gesture', gesture: name, clockSec });
  }

  /** Lets the person before the page hear the avatar, or not. */
  setListening(on: boolean): void {
    this.#loudspeaker?.set(on);
    this.#options.journal.update({ listening: on });
  }

  /** Looks after the one who sends the picture, so that it knows what to ask for; what encoding takes is drawn ahead. */
  watchSender(sender: RTCRtpSender): void {
    const { delay } = this.#scheduler!;
    this.#options.rig.sender = sender;
    this.#options.rig.onSender?.(sender);
    const loop = this.#frameLoop!;
    const sentFrames = () => loop.sent;
    this.#atEnd(
      watchSender(sender, { fps: loop.fps, sentFrames, onEncode: (ms) => delay.noteEncode(ms) }),
    );
  }

  /** Gets ready for its first words, unless they come at once. */
  rehearseSoon(): void {
    const { rehearsal } = this.#options;
    const model = this.#model;
    if (!rehearsal || !model) return;
    const timer = setTimeout(() => rehearsal.begin(model), REHEARSE_AFTER_MS);
    this.#atEnd(() => (clearTimeout(timer), rehearsal.end()));
  }

  /** Stops and frees everything. Idempotent. */
  async close(): Promise<void> {
    this.#abort.abort();
    for (const close of this.#closers.splice(0).toReversed()) await close();
  }

  async #openScene(options: SceneOptions): Promise<OpenScene> {
    const scene = await (this.#options.scene?.take(options) ?? openScene(options));
    this.#atEnd(() => scene.stage.close());
    this.#options.rig.onStage?.(scene.stage);
    return scene;
  }

  async #openVoice(): Promise<Voice> {
    const { onStarted, onFinished } = this.#options;
    const modelLoading = openModel();
    const voice = await openVoice();
    this.#voice = voice;
    this.#atEnd(() => voice.close());
    voice.watch((state) => this.#noteState(state));
    void this.#openLoudspeaker(voice);
    const model = await modelLoading;
    this.#model = model;
    const handlers: PlayerHandlers = {
      onStarted,
      onFinished: (segment, positionSec, interrupted) => {
        const clockSec = this.#nowSec;
        const report = { segment: segment.id, positionSec, interrupted, clockSec };
        this.#probe.tell?.({ type: 'finished', ...report });
        this.#actor.forget(segment, clockSec);
        onFinished(segment, positionSec, interrupted);
      },
      onUpcoming: (segment, samples, last) => this.#actor.hear(segment, samples, last, model),
    };
    const player = await Player.create(voice, handlers, this.#probe);
    this.#atEnd(() => player.close());
    this.#playing = player;
    this.#player.resolve(player);
    return voice;
  }

  #noteState(state: AudioContextState): void {
    this.#probe.keep({ type: 'audio', state, clockSec: this.#nowSec });
    this.#options.journal.update({ awaitsClick: state === 'suspended' });
  }

  /** For whoever sits before the page. */
  async #openLoudspeaker({ track }: Voice): Promise<void> {
    if (this.#options.unattended || !(await hasLoudspeaker())) return;
    const loudspeaker = new Loudspeaker(track);
    this.#loudspeaker = loudspeaker;
    this.#atEnd(() => loudspeaker.close());
    this.#options.journal.update({ listening: false });
  }

  #perform(scene: OpenScene, voice: Voice, sink: VideoSink): void {
    const scheduler = new SyncScheduler(scene.picture.fps);
    const loop = new FrameLoop({
      startTicker: (onTick) => startTicker(scene.picture.fps, onTick),
      scheduler,
      fps: scene.picture.fps,
      nowMs: () => performance.now(),
      clockSec: () => voice.nowSec,
      source: this.#frames(scene.stage),
      sink,
      onQuality: (quality) => this.#settleFor(scene, quality),
      onFrame: (frame) => this.#teller.frame(frame, scheduler.delay.encodeMs),
      onDropped: (why) => this.#probe.tell?.({ type: 'dropped', why }),
    });
    this.#atEnd(() => loop.close());
    this.#scheduler = scheduler;
    this.#frameLoop = loop;
  }

  #frames(stage: Stage): FrameSource {
    const actor = this.#actor;
    const teller = this.#teller;
    const { rig } = this.#options;
    return {
      get busy() {
        return stage.busy;
      },
      pose: (clockSec) => {
        const difference = teller.timed(() => actor.poseAt(clockSec - rig.pictureLagSec));
        return rig.retouch || stage.stale ? Infinity : difference;
      },
      draw(timestampUs) {
        actor.shown();
        rig.retouch?.(actor.pose);
        const picture = stage.draw(actor.pose, timestampUs);
        rig.onPicture?.(picture);
        return picture;
      },
      again: (timestampUs) => stage.again(timestampUs),
    };
  }

  #settleFor({ stage, picture }: OpenScene, { scale, everyTicks }: Quality): void {
    const width = toEven(picture.width * scale);
    const height = toEven(picture.height * scale);
    stage.resize(width, height);
    this.#probe.tell?.({ type: 'quality', width, height, fps: picture.fps / everyTicks });
    this.#options.onPicture({ ...picture, width, height, fps: picture.fps / everyTicks });
  }

  get #probe(): Probe {
    return this.#options.rig.probe;
  }

  /** What opens after the end is closed at once. */
  #atEnd(close: () => unknown): void {
    if (this.#abort.signal.aborted) void close();
    else this.#closers.push(close);
  }

  get #nowSec(): number {
    return this.#voice?.nowSec ?? 0;
  }
}

/** @throws {PageError} `unsupported_browser`. */
async function openModel(): Promise<LipsyncModel> {
  try {
    return await fetchModel();
  } catch (cause) {
    if (!(cause instanceof LipsyncError && cause.reason === 'no-simd')) throw cause;
    throw new PageError('unsupported_browser', cause.message, { cause });
  }
}
