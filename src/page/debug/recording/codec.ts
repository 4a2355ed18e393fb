import * as z from 'zod/mini';
import { firstProblem } from '../../../protocol/index.ts';
import { toBase64 } from '../../probe/base64.ts';
import { probeEventSchema, type ProbeEvent } from '../../probe/events.ts';
import { RecordingError } from './recording-error.ts';

/** First line of a recording. */
const headerSchema = z.object({
  format: z.literal('mouthpiece-recording'),
  version: z.literal(2),
  madeAt: z.string(),
  browser: z.string(),
});

type RecordingHeader = z.infer<typeof headerSchema>;

export interface Recording {
  readonly header: RecordingHeader;
  readonly events: readonly ProbeEvent[];
}

/** What its files are called. */
export const RECORDING_SUFFIX = '.mouthpiece.gz';

/**
 * A recording as one file: lines of JSON, the header first, then an event each, all of it gzipped. So
 * `zcat` and `jq` read it as well.
 */
export async function encodeRecording(
  events: Iterable<ProbeEvent>,
  browser: string,
): Promise<Blob> {
  const madeAt = new Date().toISOString();
  const header: RecordingHeader = { format: 'mouthpiece-recording', version: 2, madeAt, browser };
  const lines: BlobPart[] = [`${JSON.stringify(header)}\n`];
  for (const event of events) lines.push(`${JSON.stringify(toJson(event))}\n`);
  const packed = new Blob(lines).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).blob();
}

/** @throws {RecordingError} that says what is wrong with the file, and in which line. */
export async function decodeRecording(file: Blob): Promise<Recording> {
  const lines = (await unpack(file)).split('\n').filter((line) => line !== '');
  const header = headerSchema.safeParse(parseLine(lines[0] ?? '', 1));
  if (!header.success) {
    throw new RecordingError(
      `This is no Mouthpiece recording of version 2 (line 1: ${firstProblem(header.error)}).`,
    );
  }
  return { header: header.data, events: lines.slice(1).map((line, i) => parseEvent(line, i + 2)) };
}

/** Bytes become base64. */
export function toJson(event: ProbeEvent): unknown {
  return event.type === 'bytes' ? { ...event, bytes: toBase64(event.bytes) } : event;
}

async function unpack(file: Blob): Promise<string> {
  try {
    const text = file.stream().pipeThrough(new DecompressionStream('gzip'));
    return await new Response(text).text();
  } catch (cause) {
    throw new RecordingError(
      `This is no Mouthpiece recording: it is not gzipped, or was cut (${String(cause)}).`,
      { cause },
    );
  }
}

function parseEvent(line: string, number: number): ProbeEvent {
  const parsed = probeEventSchema.safeParse(parseLine(line, number));
  if (parsed.success) return parsed.data;
  throw new RecordingError(
    `Line ${number} of the recording is wrong: ${firstProblem(parsed.error)}.`,
  );
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    throw new RecordingError(`Line ${number} of the recording is not JSON.`, { cause });
  }
}
