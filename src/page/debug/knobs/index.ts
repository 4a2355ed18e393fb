export { Effects } from './apply.ts';
export { createKnobs, type KnobActions } from './knob-panel.ts';
export { readSettings, writeSettings } from './settings.ts';
