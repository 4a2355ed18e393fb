export * from './wire.ts';
export * from './acting.ts';
export * from './cast.ts';
export { parseAudioFormat, type AudioFormat } from './audio-stream.ts';
export {
  encodePlaybackFinished,
  playbackFinishedSchema,
  type PlaybackFinished,
} from './playback-reports.ts';
export { readToken, TokenError, type TokenClaims } from './token.ts';
export {
  avatarOptionFields,
  avatarOptionsSchema,
  avatarOriginsSchema,
  buildPageAddress,
  PageOptionsError,
  parseBenchOptions,
  parsePageOptions,
  parseStandbyOptions,
  type AvatarOptions,
  type BenchOptions,
  type PageOptions,
  type StandbyOptions,
} from './page-options.ts';
export {
  HOST_PROBE_BINDING,
  HOST_REPORT_BINDING,
  HOST_WATCHED,
  PAGE_HANDLE,
  pageStatusSchema,
  type EndReason,
  type FailReason,
  type PageHandle,
  type PageStatus,
} from './page-status.ts';
export {
  errorResponseSchema,
  launchRequestSchema,
  launchResponseSchema,
  type ErrorResponse,
  type LaunchRequest,
  type LaunchResponse,
} from './launch.ts';
export { avatarListSchema, avatarSummarySchema, type AvatarSummary } from './avatar-list.ts';
export { firstProblem } from './problem.ts';
