import { BenchError } from './bench-error.ts';
import type { Source } from './source.ts';
import { streamTrack } from './track-stream.ts';

/** Speaks through the avatar. */
export const MICROPHONE: Source = {
  label: 'Microphone',
  async open(signal) {
    const track = await openMicrophone();
    signal.addEventListener('abort', () => track.stop(), { once: true });
    return { stream: await streamTrack(track, signal) };
  },
};

async function openMicrophone(): Promise<MediaStreamTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    return stream.getAudioTracks()[0]!;
  } catch (error) {
    throw new BenchError(explain(error), { cause: error });
  }
}

function explain(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') {
    return 'The microphone was refused. Allow it for this page in the address bar, then try again; or choose a file or a clip.';
  }
  if (name === 'NotFoundError') {
    return 'There is no microphone. Plug one in, then try again; or choose a file or a clip.';
  }
  return `The microphone can’t be used (${String(error)}). Choose a file or a clip.`;
}
