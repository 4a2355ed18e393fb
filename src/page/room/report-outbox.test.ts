import { RpcError } from 'livekit-client';
import { expect, test, vi } from 'vitest';
import { ReportOutbox } from './report-outbox.ts';

const { ErrorCode } = RpcError;

/** An agent that answers each call in turn: with an error code, or well. */
function setUp(answers: readonly (number | 'ok')[]) {
  const calls: string[] = [];
  const troubles: string[] = [];
  let present = Promise.withResolvers<void>();
  present.resolve();
  const outbox = new ReportOutbox({
    perform: async (method, payload) => {
      const answer = answers[calls.length] ?? 'ok';
      calls.push(`${method} ${payload}`);
      if (answer !== 'ok') throw new RpcError(answer, 'no');
      return 'ok';
    },
    controllerPresent: () => present.promise,
    onTrouble: (message) => troubles.push(message),
  });
  return {
    outbox,
    calls,
    troubles,
    goAway: () => (present = Promise.withResolvers<void>()),
    comeBack: () => present.resolve(),
  };
}

test('reports go out one after the other, in order', async () => {
  const { outbox, calls } = setUp([]);
  for (const payload of ['1', '2', '3']) outbox.send('m', payload);
  await vi.waitFor(() => expect(calls).toEqual(['m 1', 'm 2', 'm 3']));
});

test('one that was lost on the way is sent again, and the next waits for it', async () => {
  const { outbox, calls, troubles } = setUp([ErrorCode.CONNECTION_TIMEOUT, ErrorCode.SEND_FAILED]);
  outbox.send('m', '1');
  outbox.send('m', '2');
  await vi.waitFor(() => expect(calls).toEqual(['m 1', 'm 1', 'm 1', 'm 2']));
  expect(troubles).toEqual([]);
});

test('three tries, then it is said and given up', async () => {
  const { outbox, calls, troubles } = setUp(Array.from({ length: 3 }, () => ErrorCode.SEND_FAILED));
  outbox.send('m', '1');
  outbox.send('m', '2');
  await vi.waitFor(() => expect(calls).toEqual(['m 1', 'm 1', 'm 1', 'm 2']));
  expect(troubles).toEqual(['m could not be delivered']);
});

test('one that may have arrived is not sent twice: the agent counts', async () => {
  const { outbox, calls, troubles } = setUp([ErrorCode.RESPONSE_TIMEOUT]);
  outbox.send('m', '1');
  await vi.waitFor(() => expect(troubles).toHaveLength(1));
  expect(calls).toEqual(['m 1']);
});

test('an agent that did not ask for it is no trouble', async () => {
  const { outbox, calls, troubles } = setUp([ErrorCode.UNSUPPORTED_METHOD]);
  outbox.send('m', '1');
  outbox.send('m', '2');
  await vi.waitFor(() => expect(calls).toEqual(['m 1', 'm 2']));
  expect(troubles).toEqual([]);
});

test('while the controller is away, reports wait for it', async () => {
  const { outbox, calls, goAway, comeBack } = setUp([]);
  goAway();
  outbox.send('m', '1');
  await Promise.resolve();
  expect(calls).toEqual([]);
  comeBack();
  await vi.waitFor(() => expect(calls).toEqual(['m 1']));
});
