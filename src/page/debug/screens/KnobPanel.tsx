import { useEffect, useRef } from 'react';

/** A place for the knobs, which know nothing of React. */
export function KnobPanel({ fill }: { fill: (host: HTMLElement) => () => void }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => fill(host.current!), [fill]);
  return <section ref={host} className="panel knobs" aria-label="Knobs" />;
}
