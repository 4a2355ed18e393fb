import * as z from 'zod';

/** What the demo hands its agent when it starts it in a process of its own. */
const agentOrdersSchema = z.object({
  url: z.string(),
  apiKey: z.string(),
  apiSecret: z.string(),
  roomName: z.string(),
  /** Address of the dispatcher that launches the avatar. */
  dispatcherUrl: z.string(),
});

export type AgentOrders = z.infer<typeof agentOrdersSchema>;

/** Messages, demo → agent. */
export const toAgentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), orders: agentOrdersSchema }),
  z.object({ type: z.literal('leave') }),
]);

export type ToAgent = z.infer<typeof toAgentSchema>;

/** Messages, agent → demo. */
export const fromAgentSchema = z.discriminatedUnion('type', [
  /** The process is up and takes its orders. */
  z.object({ type: z.literal('awake') }),
  /** The avatar is in the room and the agent can speak through it. */
  z.object({ type: z.literal('ready') }),
  /** One sentence for the terminal. */
  z.object({ type: z.literal('news'), sentence: z.string() }),
  /** The agent can't go on; the sentence says why. Its process ends after this. */
  z.object({ type: z.literal('failed'), sentence: z.string() }),
]);

export type FromAgent = z.infer<typeof fromAgentSchema>;
