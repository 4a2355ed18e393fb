// What the agent hears, thinks and speaks with: LiveKit Inference, if there is a key for it.
import { readFile } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { inference, type voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

/** The keys of a LiveKit Cloud project open LiveKit Inference; those of a server of one's own don't. */
const hasKey = (process.env['LIVEKIT_URL'] ?? '').includes('.livekit.cloud');

/** Models behind an API key; without one the agent can speak, and nothing more. */
export function models(): voice.AgentSessionOptions {
  if (!hasKey) return { vad: null, turnHandling: { turnDetection: 'manual' } };
  return {
    stt: new inference.STT({ model: 'deepgram/nova-3' }),
    llm: new inference.LLM({ model: 'openai/gpt-4.1-mini' }),
    tts: new inference.TTS({ model: 'cartesia/sonic-3' }),
  };
}

/** Begins the conversation; without a key, with a recording. */
export async function greet(session: voice.AgentSession): Promise<void> {
  if (hasKey) session.generateReply({ instructions: 'Greet the user, and offer your help.' });
  else session.say('Hello! Without a key, this is all I can say.', { audio: await recording() });
}

/** `hello.wav`: mono, 16 bit, with a plain header of 44 bytes. */
async function recording(): Promise<ReadableStream<AudioFrame>> {
  const file = await readFile(new URL('hello.wav', import.meta.url));
  const rateHz = file.readUInt32LE(24);
  const samples = new Int16Array(file.buffer.slice(file.byteOffset + 44));
  const frame = new AudioFrame(samples, rateHz, 1, samples.length);
  return new ReadableStream({
    start(controller) {
      controller.enqueue(frame);
      controller.close();
    },
  });
}
