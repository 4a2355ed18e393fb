export { fillSegment, SpeechSegment, type ByteSource } from './speech-segment.ts';
