export { startTicker } from './frame-ticker.ts';
export { openScene, type OpenScene, type Picture, type SceneOptions } from './open-scene.ts';
export { toEven } from './picture-size.ts';
export type { Stage } from './stage.tsx';
