import type { z } from 'zod/mini';
import { firstProblem } from '../../protocol/index.ts';

/**
 * Reads the JSON payload of an RPC.
 *
 * @throws {Error} saying in a sentence what is wrong with it.
 */
export function parseRequest<T>(schema: z.ZodMiniType<T>, payload: string): T {
  const parsed = schema.safeParse(parseJson(payload));
  if (!parsed.success) throw new Error(`The request can’t be used: ${firstProblem(parsed.error)}.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error(`The request is not JSON: ${JSON.stringify(text.slice(0, 40))}.`);
  }
}
