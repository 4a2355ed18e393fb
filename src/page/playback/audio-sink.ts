/** Opus works at 48 kHz: with the context at the same rate nothing is resampled twice. */
const RATE_HZ = 48_000;

/**
 * WebRTC takes sound in blocks of 10 ms. Rendered in quanta of that size, packets leave evenly; in
 * quanta of 128 some sessions send them 10 and 30 ms apart, and each listener's jitter buffer grows by
 * that much.
 */
const BLOCK_FRAMES = RATE_HZ / 100;

/** Where the avatar's voice goes: to the track that is published and, if wanted, to the loudspeaker. */
export interface AudioSink {
  readonly context: AudioContext;
  readonly track: MediaStreamTrack;
  /** True when this machine has a loudspeaker to listen with. */
  readonly audible: boolean;
  /** Lets the person before the page hear the avatar, or not. */
  setListening(on: boolean): void;
  /** Resolves once the browser lets sound run: at once, or after the person's first click. */
  running(signal: AbortSignal): Promise<void>;
  connect(node: AudioNode): void;
  close(): Promise<void>;
}

/**
 * Opens the audio clock.
 *
 * @param options.unattended a program has opened the browser, whose sound then goes to a device that
 *   is none (`programs/chromium/flags.ts`). Under load it comes late and catches up, as devices do. A
 *   silent sink loses for good what it was late by: what is sent comes later and later than its
 *   timestamps say, and each listener's jitter buffer grows by that much.
 */
export async function createAudioSink(options: { unattended: boolean }): Promise<AudioSink> {
  const audible = !options.unattended && (await hasLoudspeaker());
  const context = new AudioContext({
    sampleRate: RATE_HZ,
    // Chromium's buffer for calls: 10 ms to the frame. “interactive” makes it 481 frames where no device is.
    latencyHint: 'balanced',
    renderSizeHint: BLOCK_FRAMES,
    ...(audible || options.unattended ? {} : { sinkId: { type: 'none' } }),
  } as AudioContextOptions);
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const monitor = new GainNode(context, { gain: 0 });
  monitor.connect(context.destination);
  const track = destination.stream.getAudioTracks()[0]!;
  track.contentHint = 'speech';
  return {
    context,
    track,
    audible,
    setListening: (on) => void (monitor.gain.value = on ? 1 : 0),
    running: (signal) => untilRunning(context, signal),
    connect(node) {
      node.connect(destination);
      node.connect(monitor);
    },
    close: () => (context.state === 'closed' ? Promise.resolve() : context.close()),
  };
}

async function hasLoudspeaker(): Promise<boolean> {
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  return devices?.some(({ kind }) => kind === 'audiooutput') ?? true;
}

function untilRunning(context: AudioContext, signal: AbortSignal): Promise<void> {
  if (context.state === 'running') return Promise.resolve();
  void context.resume();
  return new Promise((resolve, reject) => {
    const settle = () => {
      if (context.state !== 'running' && !signal.aborted) return;
      context.removeEventListener('statechange', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    };
    context.addEventListener('statechange', settle);
    signal.addEventListener('abort', settle);
  });
}
