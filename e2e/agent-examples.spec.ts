import { expect } from '@playwright/test';
import { Ear } from './kit/ear.ts';
import { findPython } from './kit/python.ts';
import { test } from './kit/worker-process.ts';

const examples = new URL('../examples/', import.meta.url).pathname;

for (const [language, command] of [
  ['Node', async () => [process.execPath, `${examples}node-agent/agent.ts`, 'dev']],
  [
    'Python',
    async () => [await findPython(), `${examples}python-agent/agent.py`, 'dev', '--no-reload'],
  ],
] as const) {
  test(`the ${language} example, without a key: a user comes and is spoken to by a face`, async ({
    server,
    roomName,
    dispatcher,
    startWorker,
  }) => {
    test.setTimeout(400_000);
    const [program, ...args] = await command();
    test.skip(program === undefined, 'there is no python3 with venv on this machine');
    const worker = await startWorker(program!, ...(args as string[]));
    const ear = await new Ear().join(server, roomName);
    await ear.untilHeard('avatar_worker', 1).catch((cause: unknown) => {
      throw new Error(`Nobody spoke. The worker said:\n${worker.output}`, { cause });
    });
    await ear.untilLoud('avatar_worker');
    expect(await dispatcher.in(roomName)).toMatchObject([{ identity: 'avatar_worker' }]);
    await ear.leave();
  });
}
