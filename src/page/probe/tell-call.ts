import type { Probe } from './probe.ts';
import type { ProbeEventOf } from './events.ts';

type Call = Omit<ProbeEventOf<'rpc'>, 'type' | 'call' | 'atMs'>;

/** Makes or answers a call, while the probe hears of it and of its answer. */
export async function tellCall(
  probe: Probe,
  call: Call,
  perform: () => Promise<string>,
): Promise<string> {
  const number = probe.nextCall();
  probe.tell?.({ type: 'rpc', call: number, ...call });
  try {
    const reply = await perform();
    probe.tell?.({ type: 'answer', call: number, reply });
    return reply;
  } catch (error) {
    probe.tell?.({ type: 'answer', call: number, error: String(error) });
    throw error;
  }
}
