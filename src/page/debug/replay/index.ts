export { drawStrip, shootFilm } from './film.ts';
export { replay, type Replay } from './replay.ts';
export { verdictOf } from './verdict.ts';
