import { useStore } from 'zustand';
import type { Desk } from '../desk/index.ts';

const SHOWN = 40;

/** The calls between agent and avatar, the last one first. */
export function CallPanel({ desk }: { desk: Desk }) {
  useStore(desk.store, (state) => state.tick);
  const calls = desk.history.calls.slice(-SHOWN).toReversed();
  return (
    <section className="panel calls" aria-label="Calls">
      <h2>Calls</h2>
      {calls.length === 0 ? (
        <p className="hint">None so far.</p>
      ) : (
        <div className="scroll" tabIndex={0} role="group" aria-label="All calls">
          <table>
            <thead>
              <tr>
                <th>At</th>
                <th>Call</th>
                <th>Payload</th>
                <th>Answer</th>
              </tr>
            </thead>
            <tbody>
              {calls.map(
                ({ call, atSec, direction, method, payload, reply, error, answeredSec }) => (
                  <tr key={call} className={error === undefined ? direction : 'bad'}>
                    <td>{atSec.toFixed(2)} s</td>
                    <td>
                      <span title={direction === 'in' ? 'agent → avatar' : 'avatar → agent'}>
                        {direction === 'in' ? '→' : '←'}
                      </span>{' '}
                      {method}
                    </td>
                    <td>
                      <code>{payload || '""'}</code>
                    </td>
                    <td>{answer({ reply, error, tookSec: answeredSec && answeredSec - atSec })}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function answer(call: {
  reply: string | undefined;
  error: string | undefined;
  tookSec: number | undefined;
}): string {
  if (call.tookSec === undefined) return 'awaited';
  const took = ` after ${Math.round(call.tookSec * 1000)} ms`;
  return call.error === undefined ? `${JSON.stringify(call.reply)}${took}` : `${call.error}${took}`;
}
