import { initializeLogger } from '@livekit/agents';
import { runDemoAgent } from './demo-agent.ts';
import { toAgentSchema, type AgentOrders, type FromAgent } from './messages.ts';

/**
 * The demo agent's own process. It obeys the demo that forked it, and ends with it: when the demo
 * says so, or when the channel to it is gone, however that came about.
 */
const leaving = new AbortController();

/** What a proper farewell takes at most. */
const EXIT_AFTER_MS = 2_500;

function tell(message: FromAgent): void {
  if (process.connected) process.send?.(message);
  if (message.type === 'failed') end(1);
}

function end(code: number): void {
  if (leaving.signal.aborted) return;
  process.exitCode = code;
  leaving.abort();
  setTimeout(() => process.exit(), EXIT_AFTER_MS);
}

async function start(orders: AgentOrders): Promise<void> {
  await runDemoAgent(orders, tell, leaving.signal);
  process.exit();
}

// Ctrl-C reaches every process of the terminal; the demo decides when it is the agent's turn.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => end(0));
process.on('message', (raw) => {
  const message = toAgentSchema.parse(raw);
  if (message.type === 'start') void start(message.orders);
  else end(0);
});
// `@livekit/agents` leaves some promises to themselves; none of them is worth the conversation.
process.on('unhandledRejection', (reason) => console.error('The demo agent met an error:', reason));

// What matters is told in sentences; MOUTHPIECE_LOG=debug shows what LiveKit's framework does.
initializeLogger({ pretty: false, level: process.env['MOUTHPIECE_LOG'] ?? 'fatal' });
tell({ type: 'awake' });
