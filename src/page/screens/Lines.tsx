import type { JournalLine } from '../journal.ts';

/** The last things that happened, in plain words; a few of them where the picture needs the room. */
export function Lines({ lines, shown }: { lines: readonly JournalLine[]; shown: number }) {
  return (
    <ol className="lines" aria-label="What happened">
      {lines.slice(-shown).map(({ at, text, trouble }, index) => (
        <li key={`${at.getTime()}-${index}`} className={trouble ? 'trouble' : undefined}>
          <time dateTime={at.toISOString()}>{at.toTimeString().slice(0, 8)}</time> {text}
        </li>
      ))}
    </ol>
  );
}
