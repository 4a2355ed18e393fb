import type { ExpressRequest } from '../protocol/index.ts';
import { Actor } from './actor.ts';
import type { SpeechSegment } from './input/index.ts';
import type { Journal } from './journal.ts';
import { fetchModel } from './lipsync/fetch-model.ts';
import { createAudioSink, Player, type AudioSink } from './playback/index.ts';
import {
  createVideoSink,
  FrameLoop,
  SyncScheduler,
  type FrameSource,
  type Quality,
  watchEncoder,
  type VideoSink,
} from './publish/index.ts';
import {
  openScene,
  startTicker,
  toEven,
  type OpenScene,
  type Picture,
  type SceneOptions,
  type Stage,
} from './scene/index.ts';

export interface PerformerOptions {
  /** Another seed makes another temperament. */
  readonly seed: number;
  /** Nobody sits before the page: no sound device. */
  readonly unattended: boolean;
  /** Learns whether the person before the page can listen, and has to click first. */
  readonly journal: Journal;
  readonly onStarted: (segment: SpeechSegment) => void;
  /** @param positionSec seconds of the segment's own audio that were heard. */
  readonly onFinished: (segment: SpeechSegment, positionSec: number, interrupted: boolean) => void;
  /** The machine has too much to do for the full picture, or has time for it again: it is this now. */
  readonly onPicture: (picture: Picture) => void;
}

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
  #audio: AudioSink | undefined;
  #playing: Player | undefined;
  #scheduler: SyncScheduler | undefined;

  constructor(options: PerformerOptions) {
    this.#options = options;
    this.#actor = new Actor({
      seed: options.seed,
      mediaAt: (contextSec) => this.#playing?.mediaAt(contextSec) ?? null,
    });
  }

  /**
   * Sets the scene and starts to perform: from here on, the head is alive and every frame goes out.
   *
   * @throws {PageError} `bad_options`, `bad_avatar` or `unsupported_browser`.
   */
  async open(options: SceneOptions): Promise<Performance> {
    const [scene, audio] = await Promise.all([this.#openScene(options), this.#openAudio()]);
    this.#abort.signal.throwIfAborted();
    const { picture } = scene;
    const sink = createVideoSink(picture.width, picture.height);
    this.#atEnd(() => sink.close());
    this.#perform(scene, audio, sink);
    return { picture, voice: audio.track, image: sink.track };
  }

  /** Says a segment after those before it. It may still be filling. */
  say(segment: SpeechSegment): void {
    void this.#player.promise.then((player) => player.enqueue(segment));
  }

  /** Falls silent at once; every segment so far is told as finished, interrupted. */
  clear(): void {
    this.#actor.interrupt(this.#nowSec);
    void this.#player.promise.then((player) => player.clear());
  }

  /** What the agent does: listening, thinking, speaking. */
  setAgentState(state: string): void {
    this.#actor.setAgentState(state, this.#nowSec);
  }

  /** @throws {FaceError} for an unknown mood, naming the known ones. */
  express(request: ExpressRequest): void {
    this.#actor.express(request, this.#nowSec);
  }

  /** @throws {FaceError} for an unknown gesture, naming the known ones. */
  gesture(name: string): void {
    this.#actor.gesture(name, this.#nowSec);
  }

  /** Lets the person before the page hear the avatar, or not. */
  setListening(on: boolean): void {
    this.#audio?.setListening(on);
    this.#options.journal.update({ listening: on });
  }

  /** Learns from the one who sends the picture what encoding takes, and draws as much ahead. */
  watchSender(sender: RTCRtpSender): void {
    const { delay } = this.#scheduler!;
    this.#atEnd(watchEncoder(sender, (ms) => delay.noteEncode(ms)));
  }

  /** Stops and frees everything. Idempotent. */
  async close(): Promise<void> {
    this.#abort.abort();
    for (const close of this.#closers.splice(0).toReversed()) await close();
  }

  async #openScene(options: SceneOptions): Promise<OpenScene> {
    const scene = await openScene(options);
    this.#atEnd(() => scene.stage.close());
    return scene;
  }

  async #openAudio(): Promise<AudioSink> {
    const { journal, unattended, onStarted, onFinished } = this.#options;
    const modelLoading = fetchModel();
    const audio = await createAudioSink({ silent: unattended });
    this.#audio = audio;
    this.#atEnd(() => audio.close());
    journal.update({
      listening: audio.audible ? false : undefined,
      awaitsClick: audio.context.state !== 'running',
    });
    void audio.running(this.#abort.signal).then(
      () => journal.update({ awaitsClick: false }),
      () => undefined,
    );
    const model = await modelLoading;
    const player = await Player.create(audio.context, {
      onStarted,
      onFinished: (segment, positionSec, interrupted) => {
        this.#actor.forget(segment, this.#nowSec);
        onFinished(segment, positionSec, interrupted);
      },
      onUpcoming: (segment, samples, last) => this.#actor.hear(segment, samples, last, model),
    });
    audio.connect(player.output);
    this.#atEnd(() => player.close());
    this.#playing = player;
    this.#player.resolve(player);
    return audio;
  }

  #perform(scene: OpenScene, { context }: AudioSink, sink: VideoSink): void {
    const scheduler = new SyncScheduler(scene.picture.fps);
    const loop = new FrameLoop({
      startTicker: (onTick) => startTicker(scene.picture.fps, onTick),
      scheduler,
      fps: scene.picture.fps,
      nowMs: () => performance.now(),
      contextSec: () => context.currentTime,
      source: this.#frames(scene.stage),
      sink,
      onQuality: (quality) => this.#settleFor(scene, quality),
    });
    this.#atEnd(() => loop.close());
    this.#scheduler = scheduler;
  }

  #frames(stage: Stage): FrameSource {
    const actor = this.#actor;
    return {
      get busy() {
        return stage.busy;
      },
      pose: (contextSec) => actor.poseAt(contextSec),
      draw(timestampUs) {
        actor.shown();
        return stage.draw(actor.pose, timestampUs);
      },
    };
  }

  #settleFor({ stage, picture }: OpenScene, { scale, everyTicks }: Quality): void {
    const width = toEven(picture.width * scale);
    const height = toEven(picture.height * scale);
    stage.resize(width, height);
    this.#options.onPicture({ ...picture, width, height, fps: picture.fps / everyTicks });
  }

  /** What opens after the end is closed at once. */
  #atEnd(close: () => unknown): void {
    if (this.#abort.signal.aborted) void close();
    else this.#closers.push(close);
  }

  get #nowSec(): number {
    return this.#audio?.context.currentTime ?? 0;
  }
}
