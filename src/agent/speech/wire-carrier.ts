import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '@livekit/agents';
import type { ByteStreamWriter, Room } from '@livekit/rtc-node';
import { AUDIO_STREAM_TOPIC, RPC_CLEAR_BUFFER } from '../../protocol/index.ts';
import { receiveReports } from '../room/rpc-desk.ts';
import type { Carrier, CarrierHandlers } from './carrier.ts';
import { parseFinished } from './parse-finished.ts';
import { SendPace } from './send-pace.ts';
import type { SpokenSegment } from './spoken-segment.ts';
import { WireLedger, type LedgerEntry } from './wire-ledger.ts';

/** What LiveKit's streams carry in one packet. */
const CHUNK_BYTES = 15_000;
/** As long as a Python agent waits for the reports of a clear. */
const CLEAR_TIMEOUT_MS = 2_000;
const CLEAR_TRIES = 3;
const CLEAR_RETRY_MS = 100;

export interface WireCarrierOptions {
  readonly room: Room;
  /** Identity of the avatar, which is ready to receive. */
  readonly identity: string;
  /** How long an avatar may lag behind the speech's length before it counts as stuck. */
  readonly patienceMs: number;
  /** Told at each report: someone lives there. */
  readonly onSign: () => void;
  /** The avatar is there and does not play. */
  readonly onStuck: () => void;
}

/** Sends speech to an avatar over byte streams, one for each segment, and takes its reports. */
export class WireCarrier implements Carrier {
  readonly #options: WireCarrierOptions;
  readonly #ledger: WireLedger;
  readonly #closing = new AbortController();
  readonly #stopReports: () => void;
  #handlers: CarrierHandlers | undefined;
  /** Streams and clears go out one after the other. */
  #line: Promise<void> = Promise.resolve();

  constructor(options: WireCarrierOptions) {
    this.#options = options;
    this.#ledger = new WireLedger({
      onStarted: (segment) => this.#handlers?.onStarted(segment),
      onFinished: (...report) => this.#handlers?.onFinished(...report),
      onStuck: () => options.onStuck(),
      patienceMs: options.patienceMs,
    });
    this.#stopReports = receiveReports(options.room, options.identity, {
      onStarted: () => {
        options.onSign();
        this.#ledger.started();
      },
      onFinished: (payload) => {
        options.onSign();
        this.#ledger.finished(parseFinished(payload));
      },
    });
  }

  attach(handlers: CarrierHandlers): void {
    this.#handlers = handlers;
  }

  play(segment: SpokenSegment): void {
    const entry = this.#ledger.add(segment);
    void this.#enqueue(() => this.#send(entry));
  }

  /** Its call goes out behind the stream that is being sent, and before the next one opens. */
  async clear(): Promise<void> {
    this.#ledger.cut();
    await this.#enqueue(async () => {
      if (this.#ledger.takeClear()) await this.#askForSilence();
    });
    await this.#ledger.untilCutOnesAreTold(CLEAR_TIMEOUT_MS);
  }

  abandon(atMs: number): void {
    this.#closing.abort();
    this.#ledger.abandon(atMs);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#stopReports();
    this.#ledger.close();
    await this.#line;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#line = this.#line.then(work).catch((error: unknown) => {
      if (!this.#closing.signal.aborted) log().warn({ error }, 'speech could not be sent');
    });
    return this.#line;
  }

  async #askForSilence(): Promise<void> {
    const { room, identity } = this.#options;
    for (let left = CLEAR_TRIES - 1; !this.#closing.signal.aborted; left--) {
      const call = { destinationIdentity: identity, method: RPC_CLEAR_BUFFER, payload: '' };
      const done = room.localParticipant!.performRpc(call).then(
        () => true,
        (error: unknown) => {
          log().debug({ error }, 'the avatar could not be cleared');
          return false;
        },
      );
      // A lost call is noticed by the native side after seconds only.
      const told = await Promise.race([done, delay(CLEAR_TIMEOUT_MS, true, this.#untilClosed)]);
      if (told || left === 0) return;
      await delay(CLEAR_RETRY_MS);
    }
  }

  get #untilClosed(): { signal: AbortSignal; ref: boolean } {
    return { signal: this.#closing.signal, ref: false };
  }

  async #send(entry: LedgerEntry): Promise<void> {
    if (entry.cut || this.#closing.signal.aborted) return;
    const writer = await this.#open(entry);
    try {
      await this.#write(entry, writer);
    } finally {
      this.#ledger.sent(entry);
      await writer.close();
    }
  }

  async #open(entry: LedgerEntry): Promise<ByteStreamWriter> {
    const { room, identity } = this.#options;
    const { sampleRateHz, channels } = entry.segment.format;
    this.#ledger.opening(entry);
    try {
      return await room.localParticipant!.streamBytes({
        name: `AUDIO_${randomUUID().slice(0, 12)}`,
        topic: AUDIO_STREAM_TOPIC,
        destinationIdentities: [identity],
        attributes: { sample_rate: String(sampleRateHz), num_channels: String(channels) },
      });
    } catch (error) {
      this.#ledger.failed(entry);
      throw error;
    }
  }

  async #write(entry: LedgerEntry, writer: ByteStreamWriter): Promise<void> {
    const { segment } = entry;
    const pace = new SendPace(performance.now());
    const from = segment.resumeByte;
    let at = from;
    while (!entry.cut && !segment.settled && !this.#closing.signal.aborted) {
      const changed = segment.changed();
      const chunk = segment.read(at, CHUNK_BYTES);
      at += chunk.length;
      if (chunk.length > 0) {
        await writer.write(chunk);
        const waitMs = pace.waitMs(performance.now(), (at - from) / segment.bytesPerSec);
        if (waitMs > 0)
          await Promise.race([delay(waitMs, undefined, this.#untilClosed), entry.ended]);
      } else if (segment.ended) return;
      else await Promise.race([changed, entry.ended]);
    }
  }
}
