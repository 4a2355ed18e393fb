// An agent that says one long sentence and stays: see agent-process.ts.
import type { AgentOrders } from './agent-process.ts';
import { VoicedAgent } from './voiced-agent.ts';
import { makeTone } from './wav.ts';

process.stdin.resume().on('end', () => process.exit());

const orders = JSON.parse(process.argv[2]!) as AgentOrders;
const agent = new VoicedAgent({
  dispatcherUrl: orders.dispatcherUrl,
  launchOptions: { controllerTimeoutSec: orders.controllerTimeoutSec },
});
await agent.join(orders.server as never, orders.room);
await agent.startAvatar(orders.server as never);
await agent.say(makeTone(24_000, 60));
await agent.untilStarted(1);
console.log('speaking');
