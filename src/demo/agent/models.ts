import { inference, type llm, type stt, type tts } from '@livekit/agents';

/** Ears, mind and voice of a real voice agent. */
export interface Models {
  /** Who does the thinking, for people. */
  readonly name: string;
  readonly stt: stt.STT;
  readonly llm: llm.LLM;
  readonly tts: tts.TTS;
}

/** The part of LiveKit's OpenAI plugin that is used here; the plugin itself is optional. */
interface OpenAiPlugin {
  STT: new () => stt.STT;
  LLM: new () => llm.LLM;
  TTS: new () => tts.TTS;
}

/** Not a literal in `import()`, since the package need not be installed. */
const OPENAI_PLUGIN = '@livekit/agents-plugin-openai';

/** What to do for a conversation, for the terminal. */
export const HOW_TO_GET_MODELS =
  'For a real conversation, start it with the keys of a LiveKit Cloud project or with OPENAI_API_KEY.';

/**
 * The models that the environment has keys for: LiveKit Inference, else OpenAI, else none.
 *
 * @throws when there is a key but the models can't be had; the message says what is missing.
 */
export async function findModels(env = process.env): Promise<Models | undefined> {
  const key = findInferenceKey(env);
  if (key) return fromInference(key);
  return env['OPENAI_API_KEY'] ? await fromOpenAi() : undefined;
}

interface InferenceKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Keys of LiveKit Inference. Those of a server of one's own open no models. */
export function findInferenceKey(env: NodeJS.ProcessEnv): InferenceKey | undefined {
  const isCloud = /^(wss|https):\/\/[^/]+\.livekit\.cloud(\/|$)/.test(env['LIVEKIT_URL'] ?? '');
  const apiKey = env['LIVEKIT_INFERENCE_API_KEY'] ?? (isCloud ? env['LIVEKIT_API_KEY'] : undefined);
  const apiSecret =
    env['LIVEKIT_INFERENCE_API_SECRET'] ?? (isCloud ? env['LIVEKIT_API_SECRET'] : undefined);
  return apiKey && apiSecret ? { apiKey, apiSecret } : undefined;
}

function fromInference(key: InferenceKey): Models {
  return {
    name: 'LiveKit Inference',
    stt: new inference.STT({ model: 'deepgram/nova-3', ...key }),
    llm: new inference.LLM({ model: 'openai/gpt-4.1-mini', ...key }),
    tts: new inference.TTS({ model: 'cartesia/sonic-3', ...key }),
  };
}

async function fromOpenAi(): Promise<Models> {
  const plugin = await importOpenAi();
  return {
    name: 'OpenAI',
    stt: new plugin.STT(),
    llm: new plugin.LLM(),
    tts: new plugin.TTS(),
  };
}

async function importOpenAi(): Promise<OpenAiPlugin> {
  try {
    return (await import(OPENAI_PLUGIN)) as OpenAiPlugin;
  } catch (cause) {
    throw new Error(
      `OPENAI_API_KEY is set, but LiveKit’s plugin for it is not installed; run “npm install --no-save ${OPENAI_PLUGIN}@1.9”.`,
      { cause },
    );
  }
}
