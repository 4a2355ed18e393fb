export { hasLoudspeaker, Loudspeaker } from './loudspeaker.ts';
export type { MediaTime } from './media-clock.ts';
export { openVoice } from './open-voice.ts';
export { coreOptions, Player, type PlayerHandlers } from './player.ts';
export { RATE_HZ, type Voice } from './voice.ts';
