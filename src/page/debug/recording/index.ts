export { decodeRecording, RECORDING_SUFFIX, toJson } from './codec.ts';
export { Recorder } from './recorder.ts';
export { RecordingError } from './recording-error.ts';
