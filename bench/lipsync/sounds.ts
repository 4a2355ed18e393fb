import type { WavSound } from '../../src/page/lipsync/index.ts';

/** Marsaglia's xorshift32: the same noise on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Gaussian noise of unit power (Box and Muller). */
export function whiteNoise(count: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(random() + 1e-12));
    return radius * Math.cos(2 * Math.PI * random());
  });
}

/** Noise with equal power in every octave, by Kellet's three-pole filter, of unit power. */
export function pinkNoise(count: number, seed: number): Float32Array {
  const white = whiteNoise(count, seed);
  let a = 0;
  let b = 0;
  let c = 0;
  const pink = white.map((w) => {
    a = 0.99765 * a + w * 0.099046;
    b = 0.963 * b + w * 0.2965164;
    c = 0.57 * c + w * 1.0526913;
    return a + b + c + w * 0.1848;
  });
  const scale = 1 / rms(pink);
  return pink.map((x) => x * scale);
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / Math.max(1, samples.length));
}

/** Speech with noise under it. */
export function addNoise(
  { samples, sampleRateHz }: WavSound,
  noise: (count: number, seed: number) => Float32Array,
  snrDb: number,
  seed: number,
): WavSound {
  const level = rms(samples) * 10 ** (-snrDb / 20);
  const added = noise(samples.length, seed);
  return { sampleRateHz, samples: samples.map((x, i) => x + level * added[i]!) };
}

/** Half the length of the resampler's kernel, in samples of the lower rate. */
const KERNEL_HALF = 24;

/** Windowed-sinc resampling by a ratio of whole numbers: a kernel for each phase. */
export function resample({ samples, sampleRateHz }: WavSound, targetHz: number): WavSound {
  if (targetHz === sampleRateHz) return { samples, sampleRateHz };
  const phases = targetHz / greatestDivisor(sampleRateHz, targetHz);
  const step = sampleRateHz / targetHz;
  const kernels = Array.from({ length: phases }, (_, i) => sincKernel((i * step) % 1, step));
  const out = new Float32Array(Math.floor(samples.length / step));
  for (let i = 0; i < out.length; i++) {
    const kernel = kernels[i % phases]!;
    const first = Math.floor(i * step + 1e-9) - (kernel.length - 1) / 2;
    let sum = 0;
    for (let k = 0; k < kernel.length; k++) sum += (samples[first + k] ?? 0) * kernel[k]!;
    out[i] = sum;
  }
  return { samples: out, sampleRateHz: targetHz };
}

/** Weights of the samples around one that lies `phase` samples ahead of the middle. */
function sincKernel(phase: number, step: number): Float64Array {
  const cutoff = Math.min(1, 1 / step) * 0.95;
  const half = Math.ceil(KERNEL_HALF / cutoff);
  return Float64Array.from({ length: 2 * half + 1 }, (_, k) => {
    const x = k - half - (phase > 1 - 1e-9 ? 0 : phase);
    const window = Math.abs(x) < half ? 0.5 + 0.5 * Math.cos((Math.PI * x) / half) : 0;
    return window * cutoff * sinc(cutoff * x);
  });
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

const SOUND_HZ = 24_000;

/** Sounds that no mouth should speak, ten seconds each. */
export function makeSounds(): Record<string, WavSound> {
  const count = 10 * SOUND_HZ;
  const make = (samples: Float32Array): WavSound => ({ samples, sampleRateHz: SOUND_HZ });
  const tone = (hz: number) =>
    Float32Array.from(
      { length: count },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / SOUND_HZ),
    );
  return {
    silence: make(new Float32Array(count)),
    'sine 150 Hz': make(tone(150)),
    'sine 440 Hz': make(tone(440)),
    'sine 1 kHz': make(tone(1000)),
    'white noise': make(whiteNoise(count, 5).map((x) => 0.1 * x)),
    'pink noise': make(pinkNoise(count, 6).map((x) => 0.1 * x)),
    music: make(music(count)),
  };
}

/** A tune in plucked sawtooths (Karplus and Strong's string) over a bass and a beat. */
function music(count: number): Float32Array {
  const out = new Float32Array(count);
  const random = createRandom(9);
  const scale = [220, 261.6, 293.7, 329.6, 392, 440, 523.3];
  for (let beat = 0; beat * 0.25 * SOUND_HZ < count; beat++) {
    const at = Math.floor(beat * 0.25 * SOUND_HZ);
    pluck(out, at, scale[Math.floor(random() * scale.length)]!, random);
    if (beat % 2 === 0) pluck(out, at, scale[0]! / 2, random);
    if (beat % 4 === 2) drum(out, at, random);
  }
  return out.map((x) => 0.2 * x);
}

function pluck(out: Float32Array, at: number, hz: number, random: () => number): void {
  const string = Float32Array.from({ length: Math.round(SOUND_HZ / hz) }, () => 2 * random() - 1);
  for (let i = 0; i < SOUND_HZ && at + i < out.length; i++) {
    const k = i % string.length;
    out[at + i]! += string[k]!;
    string[k] = 0.498 * (string[k]! + string[(k + 1) % string.length]!);
  }
}

function drum(out: Float32Array, at: number, random: () => number): void {
  for (let i = 0; i < 0.1 * SOUND_HZ && at + i < out.length; i++) {
    out[at + i]! += (2 * random() - 1) * Math.exp(-i / (0.02 * SOUND_HZ));
  }
}
