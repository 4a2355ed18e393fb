/** Colours of the timeline, as the page's style sheet has them. */
export interface Theme {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly calm: string;
  readonly good: string;
  readonly wait: string;
  readonly bad: string;
  readonly voice: string;
}

const NAMES = ['ink', 'soft', 'line', 'calm', 'good', 'wait', 'bad', 'voice'] as const;

/** Reads the theme that holds for an element now; a canvas can't resolve `light-dark()` itself. */
export function readTheme(element: HTMLElement): Theme {
  const probe = element.appendChild(document.createElement('i'));
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = Object.fromEntries(NAMES.map((name) => [name, colour(name)]));
  probe.remove();
  return theme as unknown as Theme;
}
