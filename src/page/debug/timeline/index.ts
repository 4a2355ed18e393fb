export { Timeline } from './timeline.ts';
export type { Span } from './lane.ts';
