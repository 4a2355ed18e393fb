import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fromAgentSchema, type AgentOrders, type ToAgent } from './agent/messages.ts';
import { DemoError } from './demo-error.ts';

/** A farewell takes a moment; what takes longer is ended. */
const KILL_AFTER_MS = 3_000;

/** The demo's agent, in a process of its own. */
export interface AgentProcess {
  readonly pid: number;
  /** Resolves once the avatar is in the room. Rejects, now or later, when the agent is no more. */
  readonly ready: Promise<void>;
  /** Never resolves; rejects with a {@link DemoError} when the agent ends without being asked to. */
  readonly died: Promise<never>;
  /** Lets it leave its room and ends it. Does nothing the second time. */
  close(): Promise<void>;
}

/**
 * Starts the agent. It has its own process because it brings native code along, whose end must not
 * be ours, and because a process can be ended for sure.
 *
 * @param orders may come later: the process takes a moment to wake, and can do so meanwhile.
 * @param onNews hears one sentence for each thing that goes on.
 */
export function startAgentProcess(
  orders: Promise<AgentOrders>,
  onNews: (sentence: string) => void,
): AgentProcess {
  const child = fork(findMain(), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // LiveKit's client writes debugging lines to stdout in anything but production.
    env: { NODE_ENV: 'production', ...process.env },
  });
  const send = (message: ToAgent) => child.connected && child.send(message);
  const state = { isClosing: false, lastWords: undefined as string | undefined };
  const ready = new Promise<void>((resolve) => {
    child.on('message', (raw) => {
      const message = fromAgentSchema.parse(raw);
      if (message.type === 'awake')
        void orders.then((known) => send({ type: 'start', orders: known }));
      else if (message.type === 'ready') resolve();
      else if (message.type === 'news') onNews(message.sentence);
      else state.lastWords = message.sentence;
    });
  });
  const died = rejectOnExit(child, state);
  return {
    pid: child.pid ?? 0,
    ready: Promise.race([ready, died]),
    died,
    async close() {
      state.isClosing = true;
      await end(child, () => send({ type: 'leave' }));
    },
  };
}

function rejectOnExit(
  child: ChildProcess,
  state: { isClosing: boolean; lastWords: string | undefined },
): Promise<never> {
  const died = new Promise<never>((_resolve, reject) => {
    child.once('error', (cause) => {
      reject(new DemoError('agent_died', 'The demo agent can’t be started.', { cause }));
    });
    child.once('exit', (code, signal) => {
      if (state.isClosing) return;
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      reject(new DemoError('agent_died', state.lastWords ?? `The demo agent ${how}.`));
    });
  });
  // Nobody may be waiting yet, or any more.
  died.catch(() => undefined);
  return died;
}

async function end(child: ChildProcess, askToLeave: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  askToLeave();
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await gone;
  clearTimeout(timer);
}

/** The sources run as they are; published, they are compiled. */
function findMain(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./agent/main.${extension}`, import.meta.url));
}
