/** A call between agent and avatar, and what was answered. Times are on the axis. */
export interface CallTrace {
  readonly call: number;
  readonly atSec: number;
  readonly direction: 'in' | 'out';
  readonly method: string;
  readonly payload: string;
  answeredSec: number | undefined;
  reply: string | undefined;
  error: string | undefined;
}

/** Something that happened at one moment, in a word. */
export interface Mark {
  readonly atSec: number;
  readonly kind: 'clear' | 'mood' | 'gesture' | 'trouble' | 'line';
  readonly text: string;
}

/** Something that holds from a moment on. */
export interface Since<T> {
  readonly atSec: number;
  readonly value: T;
}
