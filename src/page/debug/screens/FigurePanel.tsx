import { useStore } from 'zustand';
import type { Desk } from '../desk/index.ts';
import { listFigures } from './figure-list.ts';
import { Spark } from './Spark.tsx';

/** The big figures, each with where it comes from. */
export function FigurePanel({ desk }: { desk: Desk }) {
  const figures = useStore(desk.store, (state) => state.figures);
  const trend = useStore(desk.store, (state) => state.trend);
  if (!figures) return null;
  return (
    <dl className="figures">
      {listFigures(figures, desk.history).map(({ id, label, value, unit, mood, meaning, of }) => (
        <div key={id} className={`figure ${mood}`} data-figure={id} title={meaning}>
          <dt>{label}</dt>
          <dd>
            <b>{value}</b> <small>{unit}</small>
            {of && <Spark values={trend.map(of)} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
