export { startTicker } from './frame-ticker.ts';
export { openScene, type OpenScene, type Picture } from './open-scene.ts';
