import type { TrackReference } from '@livekit/components-react';
import { RemoteTrack } from 'livekit-client';
import { useEffect, useState } from 'react';
import { compareCounts, readCount, type Count, type Counts, type Figures } from './figures.ts';
import type { Stopwatch } from './stopwatch.ts';

const INTERVAL_MS = 1_000;
/** Short enough to see a syllable end: 11 ms at 48 kHz. */
const WINDOW_SAMPLES = 512;
/** Speech is at a tenth of full scale and more; what is left of an encoded silence is far below. */
const AUDIBLE_RMS = 0.004;

/** Reads the call's figures once a second. */
export function useFigures(
  sound: TrackReference | undefined,
  picture: TrackReference | undefined,
): Figures | undefined {
  const [figures, setFigures] = useState<Figures>();
  const soundTrack = sound?.publication.track;
  const pictureTrack = picture?.publication.track;
  useEffect(() => {
    let last: Counts | undefined;
    const read = async () => {
      const now = {
        sound: await count(soundTrack, 'audio'),
        picture: await count(pictureTrack, 'video'),
      };
      setFigures(compareCounts(last, now));
      last = now;
    };
    void read();
    const timer = setInterval(() => void read(), INTERVAL_MS);
    return () => clearInterval(timer);
  }, [soundTrack, pictureTrack]);
  return figures;
}

async function count(track: unknown, kind: 'audio' | 'video'): Promise<Count | undefined> {
  if (!(track instanceof RemoteTrack)) return undefined;
  const report = await track.getRTCStatsReport().catch(() => undefined);
  return report && readCount(report as unknown as Map<string, { type: string }>, kind);
}

/** Lets a stopwatch hear what is played. */
export function useListening(sound: TrackReference | undefined, stopwatch: Stopwatch): void {
  const track = sound?.publication.track?.mediaStreamTrack;
  useEffect(() => {
    if (!track) return undefined;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: WINDOW_SAMPLES });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(WINDOW_SAMPLES);
    let frame = 0;
    const listen = () => {
      // Until it runs it reads zeros, whatever is heard.
      if (context.state === 'running') {
        analyser.getFloatTimeDomainData(samples);
        stopwatch.hear(rms(samples) > AUDIBLE_RMS, performance.now());
      }
      frame = requestAnimationFrame(listen);
    };
    listen();
    return () => {
      cancelAnimationFrame(frame);
      void context.close();
    };
  }, [track, stopwatch]);
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
