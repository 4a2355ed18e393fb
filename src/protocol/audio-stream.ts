import * as z from 'zod/mini';
import { firstProblem } from './problem.ts';

/** Rates from telephone to studio; livekit agents send 16 to 48 kHz. */
const MIN_SAMPLE_RATE_HZ = 4_000;
const MAX_SAMPLE_RATE_HZ = 192_000;
const MAX_CHANNELS = 8;

const wholeNumber = (name: string, min: number, max: number) =>
  z.pipe(
    z.string(`${name} is missing; send it as a string from ${min} to ${max}`).check(
      z.regex(/^\d{1,9}$/, {
        error: (issue) =>
          `${name} is ${JSON.stringify(issue.input)}; send a whole number from ${min} to ${max}`,
      }),
    ),
    z.pipe(
      z.transform(Number),
      z.number().check(
        z.refine((value) => value >= min && value <= max, {
          error: (issue) => `${name} is ${String(issue.input)}; it must be from ${min} to ${max}`,
        }),
      ),
    ),
  );

const audioFormatSchema = z.object({
  sample_rate: wholeNumber('sample_rate', MIN_SAMPLE_RATE_HZ, MAX_SAMPLE_RATE_HZ),
  num_channels: wholeNumber('num_channels', 1, MAX_CHANNELS),
});

/** Format of the signed 16-bit little-endian PCM in an audio stream. */
export interface AudioFormat {
  /** Samples per second and channel, 4,000 to 192,000. */
  readonly sampleRateHz: number;
  /** Interleaved channels, 1 to 8. */
  readonly channels: number;
}

/**
 * Reads the format from a byte stream's attributes.
 *
 * @returns the format, or the one sentence that says what is wrong with the attributes.
 */
export function parseAudioFormat(
  attributes: Readonly<Record<string, string>> | undefined,
): { ok: true; format: AudioFormat } | { ok: false; problem: string } {
  const parsed = audioFormatSchema.safeParse(attributes ?? {});
  if (!parsed.success) return { ok: false, problem: firstProblem(parsed.error) };
  return {
    ok: true,
    format: { sampleRateHz: parsed.data.sample_rate, channels: parsed.data.num_channels },
  };
}
