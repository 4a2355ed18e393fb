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
export { DispatcherError, type DispatcherErrorReason } from './dispatcher-error.ts';
export { createLog, type Log } from './log.ts';
