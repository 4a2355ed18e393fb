export { SpeechAnalyser, type SpeechAnalyserOptions } from './analyser.ts';
export { LipsyncError, type LipsyncErrorReason } from './lipsync-error.ts';
export { loadModel, type LipsyncModel } from './model.ts';
export type { KnownVoice } from './speaker-norm.ts';
export type { VisemeTimeline } from './timeline.ts';
export { FRAME_HZ, VISEME_COUNT, VISEME_INDEX, VISEMES, type Viseme } from './visemes.ts';
export { readWav, WavError, type WavErrorReason, type WavSound } from './wav.ts';
export { MouthShaper } from './mouth-shaper.ts';
export { Prosody, type SpokenPhrase, type StressedSyllable } from './prosody.ts';
