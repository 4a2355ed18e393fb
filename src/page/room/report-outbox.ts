import { RpcError } from 'livekit-client';

const TRIES = 3;
const RETRY_DELAY_MS = 100;

/** Sends one RPC and resolves with the reply; `Room.localParticipant.performRpc` in real life. */
type PerformRpc = (method: string, payload: string) => Promise<string>;

/**
 * These say that the request never arrived, so that sending it again can't make it arrive twice. The
 * agent counts the reports: a doubled one would be credited to the next segment.
 */
const UNDELIVERED: ReadonlySet<number> = new Set([
  RpcError.ErrorCode.CONNECTION_TIMEOUT,
  RpcError.ErrorCode.SEND_FAILED,
  RpcError.ErrorCode.RECIPIENT_NOT_FOUND,
  RpcError.ErrorCode.RECIPIENT_DISCONNECTED,
]);

export interface ReportOutboxOptions {
  readonly perform: PerformRpc;
  /** Resolves when the controller is in the room: reports wait for its return. */
  readonly controllerPresent: () => Promise<void>;
  /** Told when a report is given up. */
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/**
 * Sends the playback reports one at a time, so that they arrive in order, and again when one was
 * lost on the way.
 */
export class ReportOutbox {
  readonly #options: ReportOutboxOptions;
  #tail: Promise<void> = Promise.resolve();

  constructor(options: ReportOutboxOptions) {
    this.#options = options;
  }

  /** Queues a report. */
  send(method: string, payload: string): void {
    this.#tail = this.#tail.then(() => this.#deliver(method, payload));
  }

  async #deliver(method: string, payload: string): Promise<void> {
    const { perform, controllerPresent, onTrouble } = this.#options;
    for (let left = TRIES - 1; ; left--) {
      await controllerPresent();
      try {
        await perform(method, payload);
        return;
      } catch (error) {
        const code = error instanceof RpcError ? error.code : undefined;
        // Normal: not every agent asks for every report.
        if (code === RpcError.ErrorCode.UNSUPPORTED_METHOD) return;
        const undelivered = code !== undefined && UNDELIVERED.has(code);
        if (!undelivered || left === 0) return onTrouble(`${method} could not be delivered`, error);
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
    }
  }
}
