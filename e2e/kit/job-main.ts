// An agent of a real job, whose avatar must not be lost: see agent-job.spec.ts. It tells what becomes of it.
import { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { cli, defineAgent, ServerOptions, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { AvatarSession } from '../../src/agent/index.ts';
import { makeTone } from './wav.ts';

export default defineAgent({
  entry: async (ctx) => {
    ctx.addShutdownCallback(async () => console.log('job: ends'));
    await ctx.connect();
    ctx.room.localParticipant!.registerRpcMethod('end', async () => {
      ctx.shutdown('as asked');
      return 'ok';
    });
    const session = new voice.AgentSession({
      vad: null,
      turnHandling: { turnDetection: 'manual' },
    });
    session.on(voice.AgentSessionEventTypes.Close, () => console.log('job: session closed'));
    const avatar = new AvatarSession({
      onLost: 'shutdown',
      onStateChanged: (state, cause) => console.log(`job: ${state} ${cause?.reason ?? ''}`),
    });
    await avatar.start(session, ctx.room);
    await session.start({ agent: new voice.Agent({ instructions: 'Speak.' }), room: ctx.room });
    session.say('A long tone.', { audio: tone() });
  },
});

function tone(): ReadableStream<AudioFrame> {
  const { samples, sampleRateHz } = makeTone(24_000, 60);
  return ReadableStream.from([new AudioFrame(samples, sampleRateHz, 1, samples.length)]);
}

cli.runApp(new ServerOptions({ agent: fileURLToPath(import.meta.url) }));
