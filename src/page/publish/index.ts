export { FrameLoop, type SentFrame, type FrameSource } from './frame-loop.ts';
export { publishTracks } from './publish-tracks.ts';
export type { Quality } from './quality-governor.ts';
export { watchSender } from './sender-watch.ts';
export { SyncScheduler } from './sync-scheduler.ts';
export { createVideoSink, type VideoSink } from './video-sink.ts';
