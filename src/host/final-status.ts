import type { EndReason, FailReason, PageStatus } from '../protocol/index.ts';

/** The last that an avatar says. */
export type FinalStatus = Extract<PageStatus, { state: 'ended' | 'failed' }>;

/** What an avatar says from when it has joined and published. */
export type PresentStatus = Extract<PageStatus, { state: 'waiting' | 'live' }>;

export function isFinal(status: PageStatus): status is FinalStatus {
  return status.state === 'ended' || status.state === 'failed';
}

export function isPresent(status: PageStatus): status is PresentStatus {
  return status.state === 'waiting' || status.state === 'live';
}

export function ended(reason: EndReason, message: string): FinalStatus {
  return { state: 'ended', reason, message };
}

export function failed(reason: FailReason, message: string): FinalStatus {
  return { state: 'failed', reason, message };
}
