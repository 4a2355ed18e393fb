import { ProgramError } from './program-error.ts';
import { isProgram } from './search-path.ts';

/**
 * The program that an environment variable names.
 *
 * @returns undefined when the variable is not set.
 * @throws {ProgramError} `bad_setting` when it names no program: what a person has set is never
 * passed over in silence.
 */
export function findBySetting(variable: string): string | undefined {
  const file = process.env[variable];
  if (!file) return undefined;
  if (isProgram(file)) return file;
  throw new ProgramError(
    'bad_setting',
    `${variable} is ${JSON.stringify(file)}, but no program lies there: correct it, or unset it to have one found.`,
  );
}
