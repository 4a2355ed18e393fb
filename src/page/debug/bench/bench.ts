import {
  encodePlaybackFinished,
  RPC_CLEAR_BUFFER,
  RPC_PLAYBACK_FINISHED,
  RPC_PLAYBACK_STARTED,
  type AvatarOptions,
  type ExpressRequest,
} from '../../../protocol/index.ts';
import type { Journal } from '../../journal.ts';
import { Performer } from '../../performer.ts';
import { tellCall, type Rig } from '../../probe/index.ts';
import { SpeechIntake } from '../../speech-intake.ts';
import type { Source } from './source.ts';

/** The bench's avatar always has the same temperament. */
const SEED = 1;

/** An agent's half of the room, and a fault of it. */
interface Habits {
  /** Segments end without a report, which an agent would wait for in vain. */
  withholdReports: boolean;
}

/**
 * An avatar without a room. Sources take the agent's place: their streams go through the same intake
 * into the same performer as a room's, and the calls that a room would carry are told as if it had.
 */
export class Bench {
  readonly habits: Habits = { withholdReports: false };
  readonly #rig: Rig;
  readonly #journal: Journal;
  #performer: Performer;
  #intake: SpeechIntake;
  #sources = new AbortController();
  #pending = 0;
  #first = 0;

  constructor(rig: Rig, journal: Journal) {
    this.#rig = rig;
    this.#journal = journal;
    this.#performer = this.#createPerformer();
    this.#intake = this.#createIntake(0);
  }

  /** Sets the scene. @throws {PageError} */
  async open(options: AvatarOptions): Promise<void> {
    const { image } = await this.#performer.open(options);
    this.#performer.setAgentState('listening');
    this.#journal.update({ picture: image });
  }

  /** Sets another scene in place of this one. @throws {PageError} */
  async reopen(options: AvatarOptions): Promise<void> {
    await this.close();
    this.#pending = 0;
    this.#sources = new AbortController();
    this.#performer = this.#createPerformer();
    this.#intake = this.#createIntake(this.#first);
    await this.open(options);
  }

  /** Speaks what comes from a source. @throws {BenchError} when nothing does. */
  async say(source: Source): Promise<void> {
    const { stream, remark } = await source.open(this.#sources.signal);
    this.#journal.say(`${source.label} speaks.`);
    if (remark) this.#journal.say(remark);
    this.#intake.receive(stream);
  }

  /** No more comes from the sources; what has come is still heard. */
  endSources(): void {
    this.#sources.abort();
    this.#sources = new AbortController();
  }

  /** Interrupts, as an agent would. */
  async clear(): Promise<void> {
    this.endSources();
    await tellCall(this.#rig.probe, called('in', RPC_CLEAR_BUFFER, ''), async () => {
      this.#intake.clear();
      this.#performer.clear();
      return 'ok';
    });
  }

  express(request: ExpressRequest): void {
    this.#performer.express(request);
  }

  gesture(name: string): void {
    this.#performer.gesture(name);
  }

  setAgentState(state: string): void {
    this.#performer.setAgentState(state);
  }

  setListening(on: boolean): void {
    this.#performer.setListening(on);
  }

  async close(): Promise<void> {
    this.#sources.abort();
    this.#intake.clear();
    await this.#performer.close();
  }

  #createIntake(first: number): SpeechIntake {
    return new SpeechIntake(
      (segment) => {
        this.#first = segment.id;
        this.#pending++;
        this.#performer.say(segment);
      },
      (message) => this.#journal.trouble(message),
      this.#rig,
      first,
    );
  }

  #createPerformer(): Performer {
    return new Performer({
      seed: SEED,
      unattended: false,
      journal: this.#journal,
      rig: this.#rig,
      // The rig tells of it as well.
      onPicture: () => undefined,
      onStarted: () => {
        this.setAgentState('speaking');
        this.#report(RPC_PLAYBACK_STARTED, '');
      },
      onFinished: (segment, positionSec, interrupted) => {
        if (--this.#pending === 0) this.setAgentState('listening');
        const how = interrupted ? 'was interrupted' : 'ended';
        this.#journal.say(`Segment ${segment.id} ${how} after ${positionSec.toFixed(2)} s.`);
        if (!this.habits.withholdReports) {
          this.#report(RPC_PLAYBACK_FINISHED, encodePlaybackFinished(positionSec, interrupted));
        }
      },
    });
  }

  #report(method: string, payload: string): void {
    void tellCall(this.#rig.probe, called('out', method, payload), async () => 'ok');
  }
}

function called(direction: 'in' | 'out', method: string, payload: string) {
  return { direction, method, payload };
}
