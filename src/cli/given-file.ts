import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PageOptions } from '../protocol/index.ts';
import { UsageError } from './usage-error.ts';

/** Options that may name a file of this machine, as the page takes them. */
export interface GivenFiles {
  readonly page: Pick<PageOptions, 'avatar' | 'background' | 'avatarOrigins'>;
  /** Paths of files by where the page finds them on its own server. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Makes what a command line names reachable for the page: files of this machine are handed to its
 * server, and the sites of https addresses are allowed, since whoever types them means them.
 *
 * @throws {UsageError} for a file that is not there.
 */
export function giveFiles(options: Pick<PageOptions, 'avatar' | 'background'>): GivenFiles {
  const page: Record<string, string> = {};
  const files: Record<string, string> = {};
  const avatarOrigins: string[] = [];
  for (const option of ['avatar', 'background'] as const) {
    const text = options[option];
    if (text === undefined) continue;
    page[option] = text;
    if (/^https?:/.test(text)) avatarOrigins.push(new URL(text).origin);
    else if (isPath(text)) {
      const place = `/given/${option}${path.extname(text)}`;
      files[place] = findFile(option, text);
      page[option] = place;
    }
  }
  return { page: avatarOrigins.length === 0 ? page : { ...page, avatarOrigins }, files };
}

/** Names of the cast and presets have no dot and no slash, and colours neither. */
function isPath(text: string): boolean {
  return /[./\\]/.test(text);
}

function findFile(option: string, text: string): string {
  const file = path.resolve(text);
  if (existsSync(file) && statSync(file).isFile()) return file;
  throw new UsageError(`${option} is ${JSON.stringify(text)}, and there is no such file.`);
}
