import { ProgramError } from '../program-error.ts';

/** One way to get at a program. */
export interface Way {
  /** For the list of what was tried, such as "on PATH". */
  readonly name: string;
  /** The program's file; undefined, or an error saying why, when this way leads nowhere. */
  readonly find: () => Promise<string | undefined> | string | undefined;
}

/**
 * Goes the ways in their order until one finds the program.
 *
 * @param byHand the command that a person can run instead.
 * @throws {ProgramError} `not_found`, listing where each way ended.
 */
export async function tryInTurn(
  program: string,
  ways: readonly Way[],
  byHand: string,
): Promise<string> {
  const tried: string[] = [];
  for (const way of ways) {
    try {
      const file = await way.find();
      if (file !== undefined) return file;
      tried.push(`${way.name}: not there`);
    } catch (error) {
      if (error instanceof ProgramError && error.reason === 'bad_setting') throw error;
      tried.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw ProgramError.notFound(program, tried, byHand);
}
