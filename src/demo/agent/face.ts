import { availableParallelism } from 'node:os';
import { RpcError, type Room } from '@livekit/rtc-node';
import { AvatarError, AvatarSession, type AvatarState } from '../../agent/index.ts';
import { CAST, type CastName } from '../../protocol/index.ts';
import {
  ATTRIBUTE_FACE,
  ATTRIBUTE_FACE_STATE,
  RPC_CHANGE_FACE,
  RPC_FACE_NOT_CHANGED,
  type FaceState,
} from '../wire.ts';
import type { Conversation, News } from './conversation.ts';
import type { AgentOrders } from './messages.ts';

/** An avatar session's states as viewers need them; after `closed` there is nobody to tell. */
const SHOWN_AS: Readonly<Partial<Record<AvatarState, FaceState>>> = {
  joining: 'coming',
  relaunching: 'coming',
  live: 'there',
  'voice-only': 'none',
};

/** Drawn on the CPU too: nobody else's face is drawn here, and it is looked at in a large window. */
const LARGE_PICTURE = { width: 1280, height: 720 };
/** The viewer and the agent take one or two. */
const CORES_FOR_LARGE = 4;

const CONSEQUENCES: Readonly<Record<FaceState, string>> = {
  coming: 'A new face is on its way.',
  none: 'The agent goes on by voice alone.',
  there: 'The face is back.',
};

/** The agent's face: launched, looked after, and changed when a viewer asks for another. */
export class Face {
  readonly #room: Room;
  readonly #news: News;
  readonly #session: AvatarSession;
  #name: CastName = CAST[0];
  #shown: FaceState = 'coming';
  #hasStarted = false;

  constructor(room: Room, dispatcherUrl: string, news: News) {
    this.#room = room;
    this.#news = news;
    this.#session = new AvatarSession({
      dispatcherUrl,
      avatar: this.#name,
      launchOptions: availableParallelism() < CORES_FOR_LARGE ? {} : LARGE_PICTURE,
      onStateChanged: (state, cause) => this.#onState(state, cause),
    });
  }

  /**
   * Brings the face into the room and lets the conversation speak through it; to be called before
   * the conversation's session starts.
   *
   * @throws {AvatarError} when it can't be had.
   */
  async start(conversation: Conversation, { url, apiKey, apiSecret }: AgentOrders): Promise<void> {
    await this.#session.start(conversation.session, this.#room, {
      livekitUrl: url,
      livekitApiKey: apiKey,
      livekitApiSecret: apiSecret,
    });
    this.#hasStarted = true;
    this.#room.localParticipant?.registerRpcMethod(RPC_CHANGE_FACE, async ({ payload }) => {
      await this.#change(payload);
      return 'ok';
    });
  }

  close(): Promise<void> {
    return this.#session.aclose();
  }

  async #change(wish: string): Promise<void> {
    const name = CAST.find((known) => known === wish);
    if (name === undefined) {
      throw refusal(`${JSON.stringify(wish)} is not in the cast; choose ${CAST.join(', ')}.`);
    }
    if (name === this.#name && this.#session.state === 'live') return;
    this.#news(`${inWords(name)} is on the way.`);
    try {
      await this.#session.swap({ avatar: name });
    } catch (error) {
      throw refusal(error instanceof AvatarError ? error.message : String(error));
    }
    this.#name = name;
    this.#news(`${inWords(name)} speaks from now on.`);
    this.#show('there');
  }

  #onState(state: AvatarState, cause: AvatarError | undefined): void {
    const now = SHOWN_AS[state];
    if (now === undefined) return;
    if (cause) this.#news(`${cause.message} ${CONSEQUENCES[now]}`);
    else if (this.#hasStarted && this.#shown !== 'there') this.#news('The face is back.');
    this.#show(now);
  }

  #show(state: FaceState): void {
    this.#shown = state;
    this.#room.localParticipant
      ?.setAttributes({ [ATTRIBUTE_FACE]: this.#name, [ATTRIBUTE_FACE_STATE]: state })
      // Viewers then don't see which face it is, and that is all.
      .catch(() => undefined);
  }
}

function refusal(sentence: string): RpcError {
  return new RpcError(RPC_FACE_NOT_CHANGED, sentence);
}

/** Names of the cast are written small. */
function inWords(name: CastName): string {
  return name.replace(/^./, (letter) => letter.toUpperCase());
}
