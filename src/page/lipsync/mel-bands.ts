/** Bands of the log-mel spectrum; their count and edges are those of `tools/lipsync/features.py`. */
export const BAND_COUNT = 32;

/** What the network hears of a frame: the bands, and the level against the voice's peak. */
export const INPUT_COUNT = BAND_COUNT + 1;

const LOWEST_HZ = 60;
const HIGHEST_HZ = 7600;

/** O'Shaughnessy's mel scale. */
function hzToMel(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

function melToHz(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}

function bandEdgesHz(): number[] {
  const low = hzToMel(LOWEST_HZ);
  const step = (hzToMel(HIGHEST_HZ) - low) / (BAND_COUNT + 1);
  return Array.from({ length: BAND_COUNT + 2 }, (_, i) => melToHz(low + i * step));
}

/** One triangular band over the bins of a spectrum. */
export interface MelBand {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/**
 * The bands that a sample rate can carry: fewer than {@link BAND_COUNT} for telephone speech.
 *
 * @param scale what a bin's power is worth.
 */
export function planBands(sampleRateHz: number, fftSize: number, scale: number): MelBand[] {
  const edges = bandEdgesHz();
  const bands: MelBand[] = [];
  for (let i = 0; i < BAND_COUNT && edges[i + 2]! <= sampleRateHz / 2; i++) {
    bands.push(planBand(edges.slice(i, i + 3), sampleRateHz / fftSize, fftSize / 2, scale));
  }
  return bands;
}

function planBand(edges: number[], binHz: number, lastBin: number, scale: number): MelBand {
  const [low, middle, high] = edges as [number, number, number];
  const firstBin = Math.ceil(low / binHz);
  const end = Math.min(lastBin, Math.floor(high / binHz));
  const weights = Float64Array.from({ length: end - firstBin + 1 }, (_, i) => {
    const hz = (firstBin + i) * binHz;
    return (
      scale * Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle)))
    );
  });
  return { firstBin, weights };
}
