/** Where the processor time of one avatar goes, thread by thread: `node scripts/run.js bench/profile/main.ts [contender]`. */
import { setTimeout as delay } from 'node:timers/promises';
import { startLivekitServer } from '../../src/programs/index.ts';
import { chooseContenders } from '../contenders/all.ts';
import { openRoom } from '../room/open-room.ts';
import { loadTalk, repeat } from '../room/speech.ts';
import { Speaker } from '../room/speaker.ts';
import { User } from '../room/user.ts';
import { readThreadTimes, shareOf } from './threads.ts';

const SETTLE_MS = 4000;
const SPAN_MS = 12_000;
const LEAST_PERCENT = 0.3;

const [name = 'cpu'] = process.argv.slice(2);
const contender = chooseContenders([name])[0]!;
const server = await startLivekitServer();
const room = await openRoom(server, false);
const user = await User.invite(server, room, contender.region);
const speaker = await new Speaker().join(server, room);
const running = await contender.start(server, [room]);
try {
  await user.untilPublished();
  await user.untilSeeing();
  await delay(SETTLE_MS);
  await show('at rest');
  const speech = repeat(await loadTalk(), (SETTLE_MS + SPAN_MS + 2000) / 1000);
  const talk = speaker.speak(speech, 0);
  await delay(SETTLE_MS);
  await show('speaking');
  await talk;
} finally {
  await Promise.all([speaker.leave(), user.leave()]);
  await running.stop();
  await server.close();
}
// LiveKit's native threads would keep the process.
process.exit();

async function show(what: string): Promise<void> {
  const [before, startMs] = [readThreadTimes(running.pids), performance.now()];
  await delay(SPAN_MS);
  const sec = (performance.now() - startMs) / 1000;
  const shares = shareOf(before, readThreadTimes(running.pids), sec);
  const total = shares.reduce((sum, [, percent]) => sum + percent, 0);
  console.log(`\n${contender.name} ${what}: ${total.toFixed(1)} % of a core`);
  for (const [thread, percent] of shares.filter(([, p]) => p >= LEAST_PERCENT))
    console.log(`${percent.toFixed(1).padStart(7)} %  ${thread}`);
}
