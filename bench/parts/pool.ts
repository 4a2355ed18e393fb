import type { Samples } from './evaluate.ts';

/** Several sessions of one contender as if they were one. */
export function pool(sessions: readonly Samples[]): Samples {
  const all = <T>(read: (samples: Samples) => readonly T[]) =>
    sessions.flatMap((s) => [...read(s)]);
  return {
    firstSoundMs: all((s) => s.firstSoundMs),
    skew: all((s) => s.skew),
    skewByLoudnessMs: all((s) => s.skewByLoudnessMs),
    silenceMs: all((s) => s.silenceMs),
    closedMs: all((s) => s.closedMs),
    positionErrorMs: all((s) => s.positionErrorMs),
    fps: all((s) => s.fps),
    maxGapMs: all((s) => s.maxGapMs),
    restFps: all((s) => s.restFps),
    restMaxGapMs: all((s) => s.restMaxGapMs),
    cpuPercent: all((s) => s.cpuPercent),
    restCpuPercent: all((s) => s.restCpuPercent),
    benchCpuPercent: all((s) => s.benchCpuPercent),
    pssMiB: all((s) => s.pssMiB),
    othersPercent: all((s) => s.othersPercent),
    ownDelayMs: all((s) => s.ownDelayMs),
    sizes: [...new Set(all((s) => s.sizes))],
    notes: [...new Set(all((s) => s.notes))],
  };
}
