import { expect } from '@playwright/test';
import { Ear } from './kit/ear.ts';
import { test } from './kit/worker-process.ts';

test.slow();

const job = new URL('./kit/job-main.ts', import.meta.url).pathname;

test('a job whose avatar is lost is shut down, with all that it had', async ({
  roomName,
  server,
  dispatcher,
  startWorker,
}) => {
  const worker = await startWorker(process.execPath, job, 'dev');
  const ear = await new Ear().join(server, roomName);
  await ear.untilLoud('avatar_worker', 90_000);
  const agent = ear.agent;
  await dispatcher.killBrowser();
  await worker.untilSaid('job: ends');
  expect(worker.output).toContain('job: closed lost');
  expect(worker.output).toContain('job: session closed');
  await ear.untilAbsent(agent);
  await ear.leave();
});

test('a job that ends takes its avatar along', async ({
  roomName,
  server,
  dispatcher,
  startWorker,
}) => {
  const worker = await startWorker(process.execPath, job, 'dev');
  const ear = await new Ear().join(server, roomName);
  await ear.untilLoud('avatar_worker', 90_000);
  const call = { destinationIdentity: ear.agent, method: 'end', payload: '' };
  // Its answer may be late, or come after the agent has left.
  ear.room.localParticipant!.performRpc(call).catch(() => undefined);
  await worker.untilSaid('job: ends');
  // Sooner than after controllerTimeoutSec (15), when it gives up on its agent by itself.
  await ear.untilAbsent('avatar_worker');
  await dispatcher.untilEmpty(roomName);
  await ear.leave();
});
