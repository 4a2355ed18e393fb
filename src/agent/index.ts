export { AvatarSession } from './avatar-session.ts';
export { type AvatarSessionOptions, type AvatarStartOptions, type OnLost } from './settings.ts';
export { AvatarError, type AvatarErrorReason, type Refusal } from './avatar-error.ts';
export type { AvatarState } from './avatar-state.ts';
export type { ExpressWishes, GestureWish } from './acting-tools.ts';
export type { ExpressionName, GestureName } from '../protocol/index.ts';
