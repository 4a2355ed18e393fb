import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The first of these programs that PATH knows, in the order of the names. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, withSuffix(name))))
    .find(isProgram);
}

/** Whether a file is there that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** `name` as files of programs are called here. */
export function withSuffix(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
