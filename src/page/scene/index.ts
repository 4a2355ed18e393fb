export { startTicker } from './frame-ticker.ts';
export { openScene, type OpenScene, type Picture } from './open-scene.ts';
export { toEven } from './picture-size.ts';
export type { Stage } from './stage.tsx';
