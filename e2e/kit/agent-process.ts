import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ServerAccess } from '../../src/programs/index.ts';

export interface AgentOrders {
  readonly server: ServerAccess;
  readonly room: string;
  readonly dispatcherUrl: string;
  readonly controllerTimeoutSec: number;
}

/** An agent with an avatar in a process of its own, so that it can be killed. Resolves when it speaks. */
export async function startAgentProcess(orders: AgentOrders): Promise<ChildProcess> {
  const script = new URL('./agent-main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    // Its input ends with this process, and the agent with it.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line === 'speaking') return child;
  }
  throw new Error(`The agent’s process ended with ${child.exitCode} before it spoke.`);
}

/** Ends it as a crash would. */
export async function killProcess(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
