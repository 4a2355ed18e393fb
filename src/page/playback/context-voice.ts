import workletUrl from './player.worklet.ts?worker&url';
import { RATE_HZ, type Voice } from './voice.ts';

/** WebRTC takes sound in blocks of 10 ms: rendered in quanta of 128, packets leave 10 and 30 ms apart. */
const BLOCK_FRAMES = RATE_HZ / 100;

/**
 * A voice that an AudioContext plays, by the clock of a device that gets silence. Once late, a clock
 * without a device stays so for good.
 */
export async function openContextVoice(): Promise<Voice> {
  const context: AudioContext & { readonly renderQuantumSize?: number } = new AudioContext({
    sampleRate: RATE_HZ,
    latencyHint: 'balanced',
    renderSizeHint: BLOCK_FRAMES,
  } as AudioContextOptions);
  await context.audioWorklet.addModule(workletUrl);
  // Where the browser wants a click first, it resumes with that.
  void context.resume();
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const track = destination.stream.getAudioTracks()[0]!;
  track.contentHint = 'speech';
  return {
    track,
    blockFrames: context.renderQuantumSize ?? 128,
    get nowSec() {
      return context.currentTime;
    },
    startPlayer(setup) {
      const node = new AudioWorkletNode(context, 'mouthpiece-player', {
        numberOfInputs: 0,
        outputChannelCount: [1],
        processorOptions: setup,
      });
      node.connect(destination);
      return node.port;
    },
    watch(onState) {
      context.onstatechange = () => onState(context.state);
      onState(context.state);
    },
    close() {
      context.onstatechange = null;
      void context.close();
    },
  };
}
