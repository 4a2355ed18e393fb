import type { JournalLine } from '../journal.ts';

const SHOWN_LINES = 6;

/** The last things that happened, in plain words. */
export function Lines({ lines }: { lines: readonly JournalLine[] }) {
  return (
    <ol className="lines" aria-label="What happened">
      {lines.slice(-SHOWN_LINES).map(({ at, text, trouble }, index) => (
        <li key={`${at.getTime()}-${index}`} className={trouble ? 'trouble' : undefined}>
          <time dateTime={at.toISOString()}>{at.toTimeString().slice(0, 8)}</time> {text}
        </li>
      ))}
    </ol>
  );
}
