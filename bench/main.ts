/**
 * Measures Mouthpiece beside LiveKit's avatar worker for Python, on one server, with one sender and
 * one subscriber: `npm run bench -- --help`.
 */
import { startLivekitServer } from '../src/programs/index.ts';
import { runScript } from '../scripts/steps/run-script.ts';
import { keepAvatarsOn } from './machine/cores.ts';
import { readOptions } from './options.ts';
import { runParts } from './run-parts.ts';
import { present } from './report/present.ts';

await runScript(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return;
  // What ends with the process is told by its `exit`, of which a signal alone would say nothing.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  if (options.cores.length > 0) keepAvatarsOn(options.cores);
  const server = await startLivekitServer();
  try {
    const trusted = await present(await runParts(server, options), options);
    if (!trusted) process.exitCode = 1;
  } finally {
    await server.close();
  }
});
// LiveKit's native threads would keep the process.
process.exit();
