import { readToken, type PageOptions, type PageStatus } from '../protocol/index.ts';
import { Actor } from './actor.ts';
import type { SpeechSegment } from './input/index.ts';
import type { Journal } from './journal.ts';
import { fetchModel } from './lipsync/fetch-model.ts';
import { createAudioSink, Player, type AudioSink } from './playback/index.ts';
import {
  createVideoSink,
  FrameLoop,
  publishTracks,
  SyncScheduler,
  watchEncoder,
  type VideoSink,
} from './publish/index.ts';
import { AvatarRoom, ended, PageError, PresenceWatch, type Departure } from './room/index.ts';
import { openScene, startTicker, type OpenScene } from './scene/index.ts';
import { SpeechIntake } from './speech-intake.ts';

/** Seconds to wait for a controller that has never been in the room. */
const FIRST_CONTROLLER_SEC = 60;
const DEFAULT_CONTROLLER_TIMEOUT_SEC = 15;

export interface SessionOptions {
  readonly page: PageOptions;
  readonly journal: Journal;
  /** Nobody sits before the page: no sound device, no preview. */
  readonly unattended: boolean;
}

/**
 * One avatar in one room, from joining to leaving: the only place that wires the stages together.
 * Data goes one way, from the room's bytes to the published tracks; only a clear and the playback
 * reports come back.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #journal: Journal;
  readonly #abort = new AbortController();
  readonly #room: AvatarRoom;
  readonly #intake: SpeechIntake;
  readonly #closers: (() => unknown)[] = [];
  readonly #presence: PresenceWatch;
  /** Speech may arrive while the player is still being made; it waits its turn. */
  readonly #player = Promise.withResolvers<Player>();
  #present: Omit<PageStatus & { state: 'waiting' }, 'state'> | undefined;
  #controller: string | undefined;
  #audio: AudioSink | undefined;
  #playing: Player | undefined;
  readonly #actor: Actor;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#journal = options.journal;
    const { page } = options;
    const { onBehalfOf } = readPageToken(page.token);
    this.#actor = new Actor({
      seed: seedOf(page.token),
      mediaAt: (contextSec) => this.#playing?.mediaAt(contextSec) ?? null,
    });
    this.#room = new AvatarRoom(
      { controller: page.controller, onBehalfOf },
      {
        onSpeech: (stream) => this.#intake.receive(stream),
        onClear: () => this.#clear(),
        onExpress: (request) => this.#actor.express(request, this.#nowSec),
        onGesture: ({ gesture }) => this.#actor.gesture(gesture, this.#nowSec),
        onController: (identity) => this.#setController(identity),
        onAgentState: (state) => this.#actor.setAgentState(state, this.#nowSec),
        onDeparture: (departure) => void this.#end(departure),
        onTrouble: (message, cause) => this.#journal.trouble(message, cause),
      },
    );
    this.#intake = new SpeechIntake(
      (segment) => void this.#player.promise.then((player) => player.enqueue(segment)),
      (message) => this.#journal.trouble(message),
    );
    this.#presence = new PresenceWatch(
      {
        firstSec: FIRST_CONTROLLER_SEC,
        againSec: page.controllerTimeoutSec ?? DEFAULT_CONTROLLER_TIMEOUT_SEC,
      },
      (reason) => void this.#end(ended(reason)),
    );
  }

  /** Joins and publishes; what goes wrong becomes the status `failed`. */
  async start(): Promise<void> {
    try {
      await this.#start();
    } catch (error) {
      await this.#end(failure(error));
    }
  }

  /** Leaves the room; resolves when the server knows. Idempotent. */
  leave(): Promise<void> {
    return this.#end(ended('left'));
  }

  /** Lets the person before the page hear the avatar, or not. */
  setListening(on: boolean): void {
    this.#audio?.setListening(on);
    this.#journal.update({ listening: on });
  }

  async #start(): Promise<void> {
    const { page } = this.#options;
    this.#journal.say(`Connecting to ${page.url}.`);
    const [scene, audio] = await Promise.all([
      this.#keep(openScene(page)),
      this.#openAudio(),
      this.#room.join(page.url, page.token),
    ]);
    this.#abort.signal.throwIfAborted();
    const video = createVideoSink(scene.picture.width, scene.picture.height);
    this.#closers.push(() => video.close());
    const { delay } = this.#perform(scene, audio, video);
    const sender = await publishTracks(this.#room.room, audio.track, video.track, scene.picture);
    if (sender) this.#closers.push(watchEncoder(sender, (ms) => delay.noteEncode(ms)));
    const { localParticipant, name } = this.#room.room;
    this.#present = { room: name, identity: localParticipant.identity, picture: scene.picture };
    this.#journal.say(
      `In room “${name}” as “${localParticipant.identity}”: both tracks are published.`,
    );
    this.#journal.update({ picture: video.track });
    this.#showPresence();
  }

  async #openAudio(): Promise<AudioSink> {
    const modelLoading = fetchModel();
    const audio = await createAudioSink({ silent: this.#options.unattended });
    this.#audio = audio;
    this.#closers.push(() => audio.close());
    this.#journal.update({
      listening: audio.audible ? false : undefined,
      awaitsClick: audio.context.state !== 'running',
    });
    void audio.running(this.#abort.signal).then(
      () => this.#journal.update({ awaitsClick: false }),
      () => undefined,
    );
    const model = await modelLoading;
    const player = await Player.create(audio.context, {
      onStarted: () => this.#room.reportStarted(),
      onFinished: (...report) => this.#onFinished(...report),
      onUpcoming: (segment, samples, last) => this.#actor.hear(segment, samples, last, model),
    });
    audio.connect(player.output);
    this.#closers.push(() => player.close());
    this.#playing = player;
    this.#player.resolve(player);
    return audio;
  }

  /** From here on, the head is alive and every frame goes out. */
  #perform(scene: OpenScene, { context }: AudioSink, sink: VideoSink): SyncScheduler {
    const scheduler = new SyncScheduler(scene.picture.fps);
    const loop = new FrameLoop({
      startTicker: (onTick) => startTicker(scene.picture.fps, onTick),
      scheduler,
      nowMs: () => performance.now(),
      contextSec: () => context.currentTime,
      isBusy: () => scene.stage.busy,
      draw: (contextSec, timestampUs) =>
        scene.stage.draw(this.#actor.poseAt(contextSec), timestampUs),
      sink,
    });
    this.#closers.push(() => loop.close());
    return scheduler;
  }

  #clear(): void {
    this.#journal.say('Interrupted: what was left to say is dropped.');
    this.#intake.clear();
    this.#actor.interrupt(this.#nowSec);
    void this.#player.promise.then((player) => player.clear());
  }

  #onFinished(segment: SpeechSegment, positionSec: number, interrupted: boolean): void {
    this.#actor.forget(segment, this.#nowSec);
    // Of what couldn't be played, nothing was heard: the agent must not think that it was said.
    this.#room.reportFinished(positionSec, interrupted || segment.problem !== undefined);
    if (segment.problem !== undefined) return;
    const how = interrupted ? 'was interrupted' : 'ended';
    this.#journal.say(`Segment ${segment.id} ${how} after ${positionSec.toFixed(2)} s.`);
  }

  get #nowSec(): number {
    return this.#audio?.context.currentTime ?? 0;
  }

  #setController(identity: string | undefined): void {
    if (identity) this.#journal.say(`Agent “${identity}” is here.`);
    else this.#journal.say('The agent has left; waiting for it to come back.');
    this.#controller = identity;
    this.#presence.update(identity !== undefined);
    this.#showPresence();
  }

  #showPresence(): void {
    const present = this.#present;
    if (!present) return;
    const status: PageStatus = this.#controller
      ? { state: 'live', controller: this.#controller, ...present }
      : { state: 'waiting', ...present };
    this.#journal.update({ status });
  }

  async #keep(opening: Promise<OpenScene>): Promise<OpenScene> {
    const scene = await opening;
    this.#closers.push(() => scene.stage.close());
    if (this.#abort.signal.aborted) scene.stage.close();
    return scene;
  }

  async #end(departure: Departure): Promise<void> {
    if (this.#abort.signal.aborted) return this.#room.leave();
    this.#abort.abort();
    this.#presence.close();
    this.#intake.clear();
    await this.#room.leave();
    for (const close of this.#closers.toReversed()) await close();
    this.#journal.update({ status: departure, picture: undefined });
  }
}

function readPageToken(token: string) {
  try {
    return readToken(token, Date.now() / 1000);
  } catch (cause) {
    throw new PageError('bad_token', cause instanceof Error ? cause.message : String(cause), {
      cause,
    });
  }
}

/** The same avatar in the same room behaves the same, another one differently. */
function seedOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** What an error on the way means for the person before the page. */
export function failure(error: unknown): Departure {
  if (error instanceof PageError) {
    return { state: 'failed', reason: error.reason, message: error.message };
  }
  console.error(error);
  const text = error instanceof Error ? error.message : String(error);
  return {
    state: 'failed',
    reason: 'internal',
    message: `Something went wrong that should not (${text}). The browser’s console has the details; please report it.`,
  };
}
