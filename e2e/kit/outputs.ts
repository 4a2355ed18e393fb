import { voice } from '@livekit/agents';
import { AudioFrame, Room } from '@livekit/rtc-node';
import { untilReady } from '../../src/agent/room/until-ready.ts';
import { AvatarAudioOutput } from '../../src/agent/speech/avatar-audio-output.ts';
import { WireCarrier } from '../../src/agent/speech/wire-carrier.ts';
import type { LivekitServer } from '../../src/programs/index.ts';
import { test as base } from './fixtures.ts';
import { mintToken } from './tokens.ts';
import { WirePeer } from './wire-peer.ts';

/** The avatar’s identity in all of this. */
const AVATAR = 'avatar_worker';
const RATE_HZ = 24_000;

/** Makes an output that speaks to the avatar in this room. */
export type MakeOutput = (room: Room) => Promise<voice.AudioOutput>;

/** An agent's output, its far end, and the agent's room. */
interface Wire {
  readonly output: voice.AudioOutput;
  readonly peer: WirePeer;
  readonly room: Room;
}

/** Ours, towards an avatar that is ready. */
export const makeOurs: MakeOutput = async (room) => {
  const output = new AvatarAudioOutput();
  await output.handOver(carrierTo(room));
  return output;
};

/** Ours, towards an avatar that is yet to come. */
export const makeOursEarly: MakeOutput = async (room) => {
  const output = new AvatarAudioOutput();
  const given = AbortSignal.timeout(30_000);
  void untilReady(room, AVATAR, given).then(() => output.handOver(carrierTo(room)));
  return output;
};

/** LiveKit's, which waits for the avatar by itself. */
export const makeTheirs: MakeOutput = async (room) =>
  new voice.DataStreamAudioOutput({ room, destinationIdentity: AVATAR, waitPlaybackStart: true });

/** How our output reaches an avatar. */
export function carrierTo(
  room: Room,
  watch: { readonly patienceMs?: number; readonly onStuck?: () => void } = {},
): WireCarrier {
  const ignore = () => undefined;
  return new WireCarrier({
    room,
    identity: AVATAR,
    patienceMs: watch.patienceMs ?? 60_000,
    onSign: ignore,
    onStuck: watch.onStuck ?? ignore,
  });
}

/** Says a tenth of a second, or as long as is wished, of this sample, as one segment. */
export async function say(output: voice.AudioOutput, sample = 1, seconds = 0.1): Promise<void> {
  await output.captureFrame(frameOf(new Int16Array(RATE_HZ * seconds).fill(sample)));
  output.flush();
}

export function frameOf(samples: Int16Array): AudioFrame {
  return new AudioFrame(samples, RATE_HZ, 1, samples.length);
}

export async function joinAsAgent(
  server: LivekitServer,
  name: string,
  identity = 'agent',
): Promise<Room> {
  const room = new Room();
  const token = await mintToken(server, { room: name, identity, kind: 'agent' });
  await room.connect(server.url, token, { autoSubscribe: false, dynacast: false });
  return room;
}

interface WireFixtures {
  /** Makes an output with a far end that answers only when it is told to. */
  readonly connect: (make: MakeOutput, suffix?: string) => Promise<Wire>;
  /** The rejections that nobody caught, which else would end the process. */
  readonly escaped: readonly unknown[];
}

export const test = base.extend<WireFixtures>({
  connect: async ({ server, roomName }, use) => {
    const opened: Room[] = [];
    await use(async (make, suffix = '') => {
      const peer = await new WirePeer().join(server, `${roomName}${suffix}`);
      const room = await joinAsAgent(server, `${roomName}${suffix}`);
      opened.push(peer.room, room);
      return { output: await make(room), peer, room };
    });
    for (const room of opened) await room.disconnect();
  },
  escaped: [
    async ({}, use) => {
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      const escaped: unknown[] = [];
      process.on('unhandledRejection', (reason) => escaped.push(reason));
      await use(escaped);
      process.removeAllListeners('unhandledRejection');
      for (const other of others) process.on('unhandledRejection', other);
    },
    { auto: true },
  ],
});
