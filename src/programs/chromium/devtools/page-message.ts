import type { Protocol } from 'devtools-protocol';

/** What a page complains about. */
export interface PageMessage {
  readonly level: 'warning' | 'error';
  readonly text: string;
}

/** A line of the console, if it is a complaint. */
export function fromConsole({
  type,
  args,
}: Protocol.Runtime.ConsoleAPICalledEvent): PageMessage | undefined {
  if (type !== 'error' && type !== 'warning') return undefined;
  return { level: type, text: args.map(wordsOf).join(' ') };
}

/** What the browser itself says of the page: a file that does not load, an error in a worker. */
export function fromLog({ entry }: Protocol.Log.EntryAddedEvent): PageMessage | undefined {
  const { level, text, url, source } = entry;
  if (level !== 'error' && level !== 'warning') return undefined;
  // Of a file that does not load the text doesn't say which; what queries carry are kilobytes, and tokens.
  const said = source === 'network' && url ? `${text} (${url})` : text;
  return { level, text: said.replaceAll(/\?[^\s')]+/g, '') };
}

/** What was thrown, with its stack where there is one. */
export function wordsOfError({ exception, text }: Protocol.Runtime.ExceptionDetails): string {
  return exception ? wordsOf(exception) : text;
}

function wordsOf({ value, unserializableValue, description }: Protocol.Runtime.RemoteObject) {
  if (typeof value === 'string') return value;
  return description ?? unserializableValue ?? JSON.stringify(value) ?? 'undefined';
}
