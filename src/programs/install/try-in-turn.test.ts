import { expect, test } from 'vitest';
import { ProgramError } from '../program-error.ts';
import { tryInTurn } from './try-in-turn.ts';

test('the first way that finds the program wins, later ones are not gone', async () => {
  const ways = [
    { name: 'one', find: () => undefined },
    { name: 'two', find: async () => '/bin/two' },
    { name: 'three', find: () => expect.unreachable() },
  ];
  await expect(tryInTurn('thing', ways, 'make thing')).resolves.toBe('/bin/two');
});

test('when no way leads there, one error says where each ended and what to run by hand', async () => {
  const ways = [
    { name: 'PATH', find: () => undefined },
    { name: 'a download', find: () => Promise.reject(new Error('no network')) },
  ];
  const error = await tryInTurn('thing', ways, 'make thing').catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ProgramError);
  expect((error as ProgramError).reason).toBe('not_found');
  expect((error as ProgramError).message).toBe(
    'No thing could be found or fetched. Tried:\n  - PATH: not there\n  - a download: no network\nTo get it by hand: make thing',
  );
});
