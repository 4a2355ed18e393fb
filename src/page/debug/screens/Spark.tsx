import { useEffect, useRef } from 'react';
import uPlot from 'uplot';

interface SparkProps {
  readonly values: readonly (number | undefined)[];
}

const HEIGHT_PX = 26;

/** Where a figure comes from: its last values as a line without axes. */
export function Spark({ values }: SparkProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  useEffect(() => {
    const element = host.current!;
    const made = new uPlot(optionsFor(element), [[], []], element);
    plot.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const width = host.current?.clientWidth ?? 0;
    if (width > 0 && plot.current!.width !== width)
      plot.current!.setSize({ width, height: HEIGHT_PX });
    plot.current!.setData([values.map((_, i) => i), values.map((value) => value ?? null)]);
  }, [values]);
  return <div ref={host} className="spark" aria-hidden />;
}

function optionsFor(element: HTMLElement): uPlot.Options {
  const hidden = { show: false };
  return {
    width: element.clientWidth || 100,
    height: HEIGHT_PX,
    padding: [3, 0, 3, 0],
    legend: hidden,
    cursor: hidden,
    scales: { x: { time: false } },
    axes: [hidden, hidden],
    series: [
      {},
      { stroke: getComputedStyle(element).color, width: 1.5, points: hidden, spanGaps: false },
    ],
  };
}
