export { FrameLoop } from './frame-loop.ts';
export { publishTracks } from './publish-tracks.ts';
export { createVideoSink, type VideoSink } from './video-sink.ts';
