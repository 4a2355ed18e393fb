export { History } from './history.ts';
export { readFigures, type Figures } from './figures.ts';
export { findTrouble, type Finding } from './findings.ts';
