/** What the demo's server hands out: the way into the room. */
export interface Ticket {
  readonly url: string;
  readonly token: string;
}

/** @throws when the demo does not run (any more). */
export async function fetchTicket(signal: AbortSignal): Promise<Ticket> {
  const response = await fetch('demo/token', { signal });
  if (!response.ok) throw new Error(`The demo answered ${response.status}.`);
  return (await response.json()) as Ticket;
}
