import { readToken, type PageOptions, type PageStatus } from '../protocol/index.ts';
import type { SpeechSegment } from './input/index.ts';
import type { Journal } from './journal.ts';
import { Performer, type Performance } from './performer.ts';
import type { Rig } from './probe/index.ts';
import { publishTracks } from './publish/index.ts';
import type { Rehearsal } from './rehearsal.ts';
import { AvatarRoom, ended, PageError, PresenceWatch, type Departure } from './room/index.ts';
import type { Picture, SceneInAdvance } from './scene/index.ts';
import { SpeechIntake } from './speech-intake.ts';

/** Seconds to wait for a controller that has never been in the room. */
const FIRST_CONTROLLER_SEC = 60;
const DEFAULT_CONTROLLER_TIMEOUT_SEC = 15;

export interface SessionOptions {
  readonly page: PageOptions;
  readonly journal: Journal;
  /** Nobody sits before the page: no loudspeaker, no preview. */
  readonly unattended: boolean;
  /** Where a workbench watches and meddles. */
  readonly rig: Rig;
  /** What has been set before the room was known. */
  readonly scene?: SceneInAdvance | undefined;
  readonly rehearsal: Rehearsal;
}

/**
 * One avatar in one room, from joining to leaving: brings the room's speech to the performer and the
 * performer's tracks into the room. Data goes one way; only a clear and the playback reports come back.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #journal: Journal;
  readonly #abort = new AbortController();
  readonly #room: AvatarRoom;
  readonly #intake: SpeechIntake;
  readonly #performer: Performer;
  readonly #presence: PresenceWatch;
  #present: Omit<PageStatus & { state: 'waiting' }, 'state'> | undefined;
  #controller: string | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#journal = options.journal;
    const { page, rig } = options;
    const { onBehalfOf, ...claims } = readPageToken(page.token);
    rig.probe.keep({ type: 'claims', onBehalfOf, ...claims });
    this.#performer = new Performer({
      seed: seedOf(page.token),
      unattended: options.unattended,
      journal: this.#journal,
      rig,
      scene: options.scene,
      rehearsal: options.rehearsal,
      onStarted: () => this.#room.reportStarted(),
      onFinished: (...report) => this.#onFinished(...report),
      onPicture: (picture) => this.#onPicture(picture),
    });
    this.#room = new AvatarRoom(
      { controller: page.controller, onBehalfOf },
      {
        onSpeech: (stream) => this.#intake.receive(stream),
        onClear: () => this.#clear(),
        onExpress: (request) => this.#performer.express(request),
        onGesture: ({ gesture }) => this.#performer.gesture(gesture),
        onController: (identity) => this.#setController(identity),
        onAgentState: (state) => this.#performer.setAgentState(state),
        onDeparture: (departure) => void this.#end(departure),
        onTrouble: (message, cause) => this.#journal.trouble(message, cause),
      },
      rig.probe,
    );
    this.#intake = new SpeechIntake(
      (segment) => this.#performer.say(segment),
      (message) => this.#journal.trouble(message),
      rig,
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
    this.#performer.setListening(on);
  }

  async #start(): Promise<void> {
    const { page } = this.#options;
    this.#journal.say(`Connecting to ${page.url}.`);
    // The first words wait for the first ear.
    this.#performer.hold(true);
    void this.#room.untilHeard().then(() => this.#performer.hold(false));
    // The scene is set while the server answers, and the tracks are offered while their way is being found.
    const [, { picture, image }] = await Promise.all([
      this.#room.join(page.url, page.token),
      this.#perform(),
    ]);
    this.#abort.signal.throwIfAborted();
    const { localParticipant, name } = this.#room.room;
    this.#present = { room: name, identity: localParticipant.identity, picture };
    this.#journal.say(
      `In room “${name}” as “${localParticipant.identity}”: both tracks are published.`,
    );
    this.#journal.update({ picture: image });
    this.#showPresence();
  }

  /** Starts to perform, and publishes the performance as soon as the room takes it. */
  async #perform(): Promise<Performance> {
    const { page } = this.#options;
    const performance = await this.#performer.open(page);
    const { picture, voice, image } = performance;
    this.#abort.signal.throwIfAborted();
    const sender = await publishTracks(this.#room.room, voice, image, {
      ...picture,
      codec: page.codec,
      simulcast: page.simulcast,
    });
    if (sender) this.#performer.watchSender(sender);
    // Before, it would make the launch longer.
    this.#performer.rehearseSoon();
    return performance;
  }

  #clear(): void {
    this.#journal.say('Interrupted: what was left to say is dropped.');
    this.#intake.clear();
    this.#performer.clear();
  }

  #onFinished(segment: SpeechSegment, positionSec: number, interrupted: boolean): void {
    // Of what couldn't be played, nothing was heard: the agent must not think that it was said.
    this.#room.reportFinished(positionSec, interrupted || segment.problem !== undefined);
    if (segment.problem !== undefined) return;
    const how = interrupted ? 'was interrupted' : 'ended';
    this.#journal.say(`Segment ${segment.id} ${how} after ${positionSec.toFixed(2)} s.`);
  }

  #onPicture(picture: Picture): void {
    const { width, height, fps } = picture;
    this.#journal.say(
      `The picture is ${width}x${height} at ${fps} fps now: as much as this machine has time for.`,
    );
    if (this.#present) this.#present = { ...this.#present, picture };
    this.#showPresence();
  }

  #setController(identity: string | undefined): void {
    if (identity) this.#journal.say(`Agent “${identity}” is here.`);
    else this.#journal.say('The agent has left; waiting for it to come back.');
    this.#controller = identity;
    this.#options.rig.probe.keep({ type: 'controller', identity });
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

  async #end(departure: Departure): Promise<void> {
    if (this.#abort.signal.aborted) return this.#room.leave();
    this.#abort.abort();
    this.#presence.close();
    this.#intake.clear();
    await this.#room.leave();
    await this.#performer.close();
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
