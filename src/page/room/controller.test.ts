import { expect, test } from 'vitest';
import { ControllerChoice, type Candidate } from './controller.ts';

const agent = (identity: string): Candidate => ({ identity, isAgent: true, attributes: {} });
const user: Candidate = { identity: 'user', isAgent: false, attributes: {} };
const avatar: Candidate = {
  identity: 'other-avatar',
  isAgent: true,
  attributes: { 'lk.publish_on_behalf': 'b' },
};

test('a named controller goes before the token’s, and both before anyone in the room', () => {
  expect(new ControllerChoice('named', 'token').identity).toBe('named');
  expect(new ControllerChoice(undefined, 'token').identity).toBe('token');
  const choice = new ControllerChoice('named', undefined);
  choice.consider([agent('a')]);
  expect(choice.identity).toBe('named');
});

test('else it is the first agent that is no avatar', () => {
  const choice = new ControllerChoice(undefined, undefined);
  choice.consider([user, avatar]);
  expect(choice.identity).toBeUndefined();
  choice.consider([user, avatar, agent('b'), agent('a')]);
  expect(choice.identity).toBe('b');
});

test('once found it stays, even while it is away', () => {
  const choice = new ControllerChoice(undefined, undefined);
  choice.consider([agent('a')]);
  choice.consider([agent('b')]);
  expect(choice.identity).toBe('a');
});
