export { createAudioSink, type AudioSink } from './audio-sink.ts';
export { coreOptions, Player, type PlayerHandlers } from './player.ts';
export type { MediaTime } from './media-clock.ts';
