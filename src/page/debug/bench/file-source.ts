import { BenchError } from './bench-error.ts';
import { streamSamples, toPcm, type OpenSource, type Source } from './source.ts';
import { streamTrack } from './track-stream.ts';

/** Longer files are not decoded ahead: an hour of floats takes 700 MB. */
const LONGEST_DECODED_SEC = 600;
const RATE_HZ = 48_000;

/** Whatever sound file this browser can play. */
export function fileSource(file: File): Source {
  return { label: file.name, open: (signal) => openFile(file, signal) };
}

async function openFile(file: File, signal: AbortSignal): Promise<OpenSource> {
  if (file.size === 0) {
    throw new BenchError(`${file.name} is empty (0 bytes). Choose another file.`);
  }
  const media = new Audio();
  media.src = URL.createObjectURL(file);
  signal.addEventListener('abort', () => URL.revokeObjectURL(media.src), { once: true });
  const durationSec = await readDuration(media, file);
  if (durationSec <= LONGEST_DECODED_SEC) return { stream: await decode(file) };
  return {
    stream: await playAlong(media, signal),
    remark: `${file.name} lasts ${formatDuration(durationSec)}. Files of more than ${LONGEST_DECODED_SEC / 60} minutes are not read ahead: it comes as it plays, like a microphone.`,
  };
}

async function readDuration(media: HTMLMediaElement, file: File): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    media.onloadedmetadata = () => resolve();
    media.onerror = () =>
      reject(
        new BenchError(
          `${file.name} is no sound that this browser can play (${media.error?.message || 'unknown format'}). Choose a WAV, MP3, Ogg or M4A file.`,
        ),
      );
  });
  return media.duration;
}

async function decode(file: File) {
  const context = new OfflineAudioContext(1, 1, RATE_HZ);
  const buffer = await context.decodeAudioData(await file.arrayBuffer());
  return streamSamples(toPcm(mix(buffer)), RATE_HZ);
}

function mix(buffer: AudioBuffer): Float32Array {
  const mono = new Float32Array(buffer.length);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < mono.length; i++) mono[i]! += samples[i]! / buffer.numberOfChannels;
  }
  return mono;
}

/** The element's sound goes to the bench instead of the loudspeaker. */
async function playAlong(media: HTMLMediaElement, signal: AbortSignal) {
  const context = new AudioContext({ sampleRate: RATE_HZ });
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  new MediaElementAudioSourceNode(context, { mediaElement: media }).connect(destination);
  const track = destination.stream.getAudioTracks()[0]!;
  const end = () => (media.pause(), track.stop(), void context.close());
  signal.addEventListener('abort', end, { once: true });
  const stream = streamTrack(track, signal);
  await media.play();
  return stream;
}

function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds / 60) % 60)];
  return `${hours}:${pad(minutes)}:${pad(Math.floor(seconds % 60))}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
