import { useEffect, useRef } from 'react';
import { spanOf, type Desk } from '../desk/index.ts';
import { Timeline } from '../timeline/index.ts';

/** The timeline of what is on the desk, drawn at each refresh and each turn of the view. */
export function TimelinePanel({ desk }: { desk: Desk }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timeline = new Timeline(host.current!, {
      onPick: (atSec) => desk.pick(atSec),
      onZoom: (span) => desk.zoomTo(span),
      onScale: (factor) => desk.scale(factor),
    });
    const draw = () => {
      const { view } = desk.store.getState();
      timeline.draw(desk.history, spanOf(view, desk.nowSec), view.pickedSec);
    };
    draw();
    const stop = desk.store.subscribe((state, before) => {
      if (state.tick !== before.tick || state.view !== before.view) draw();
    });
    return () => {
      stop();
      timeline.close();
    };
  }, [desk]);
  return (
    <section className="panel timeline" aria-label="Timeline">
      <div ref={host} className="lanes" />
      <p className="hint">
        Click a moment to see its face. Drag to zoom; Shift and wheel for more or less.
      </p>
    </section>
  );
}
