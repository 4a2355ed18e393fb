import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';

/** Where the dispatcher says what it does. */
export type Log = Logger;

/** Lines for people on a terminal, JSON otherwise; both on stdout. */
export function createLog(): Log {
  const options = { base: null, level: process.env['LOG_LEVEL'] ?? 'info' };
  if (!process.stdout.isTTY) return pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime });
  // In this thread: a worker's lines could be lost at the end, which tells most.
  return pino(
    options,
    pretty({ sync: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' }),
  );
}
