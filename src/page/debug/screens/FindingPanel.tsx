import { useStore } from 'zustand';
import type { Desk } from '../desk/index.ts';

/** What is wrong, in words, with the panel that shows it. */
export function FindingPanel({ desk }: { desk: Desk }) {
  const findings = useStore(desk.store, (state) => state.findings);
  return (
    <section className="panel findings" aria-label="What is wrong">
      {findings.length === 0 ? (
        <p className="fine">Nothing is wrong.</p>
      ) : (
        <ul>
          {findings.map(({ where, text }) => (
            <li key={`${where} ${text.slice(0, 12)}`}>
              <b>{where}</b> {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
