export {
  createDispatcher,
  DEFAULT_LAUNCH_TIMEOUT_MS,
  type Dispatcher,
  type DispatcherDeps,
} from './create-dispatcher.ts';
export {
  DEFAULT_PORT,
  startDispatcher,
  type RunningDispatcher,
  type StartDispatcherOptions,
} from './start-dispatcher.ts';
export { runAvatar, type RunAvatarOptions } from './run-avatar.ts';
export {
  isFinal,
  isPresent,
  type FinalStatus,
  type PresentStatus,
} from './avatars/final-status.ts';
export { DispatcherError, type DispatcherErrorReason } from './dispatcher-error.ts';
export { createLog, type Log } from './log.ts';
export { ensurePage } from './page/ensure-page.ts';
export { replayRecording, type ReplayOptions, type ReplayedRecording } from './replay-recording.ts';
