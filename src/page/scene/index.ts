export { startTicker } from './frame-ticker.ts';
export { openScene, type OpenScene, type Picture, type SceneOptions } from './open-scene.ts';
export { SceneInAdvance } from './scene-in-advance.ts';
export type { Stage, StageLook } from './stage.tsx';
export { toEven } from './picture-size.ts';
