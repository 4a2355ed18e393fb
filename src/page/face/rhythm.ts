import { clamp } from './ease.ts';
import { normal, uniform } from './noise.ts';

/** Events in a block, on average; enough that blocks themselves are no rhythm. */
const EVENTS_PER_BLOCK = 16;
const MAX_EVENTS = 64;
/** How far block edges wander, as a share of a block. */
const EDGE_JITTER = 0.4;
/** How much the pace differs from block to block, as a share. */
const PACE_SPREAD = 0.12;

/** Which events there are in one block of time, worked out once. */
class Block {
  index = NaN;
  count = 0;
  readonly startsSec = new Float64Array(MAX_EVENTS + 1);
}

/**
 * Recurring events with human irregularity that can be asked for at any time, in any order.
 *
 * Time is cut into blocks of uneven length. Each block is filled with log-normal intervals drawn
 * from the hash of its number, stretched so that they fill it exactly; hence no event depends on
 * the past, and yet intervals are spread as people's are (skewed to the right), with no grid
 * behind them. A cursor: {@link seek}, then read `id`, `startSec`, `endSec`, then {@link previous}.
 */
export class Rhythm {
  readonly #seed: number;
  readonly #meanSec: number;
  readonly #spread: number;
  readonly #slots = [new Block(), new Block()] as const;
  #block: Block = this.#slots[0];
  #position = 0;
  /** Names the event at the cursor, for hashing. */
  id = 0;
  /** When the event at the cursor begins. */
  startSec = 0;
  /** When the next begins. */
  endSec = 0;

  /**
   * @param meanSec mean interval.
   * @param spread standard deviation of the logarithm of the interval; 0.2 is steady, 0.7 wild.
   */
  constructor(seed: number, meanSec: number, spread: number) {
    this.#seed = seed;
    this.#meanSec = meanSec;
    this.#spread = spread;
  }

  /** Puts the cursor on the last event that began at or before `timeSec`. */
  seek(timeSec: number): void {
    let index = Math.floor(timeSec / this.#blockSec);
    if (this.#edgeSec(index) > timeSec) index -= 1;
    else if (this.#edgeSec(index + 1) <= timeSec) index += 1;
    this.#block = this.#load(index);
    let position = this.#block.count - 1;
    while (position > 0 && this.#block.startsSec[position]! > timeSec) position -= 1;
    this.#place(position);
  }

  /** Moves the cursor to the event before. */
  previous(): void {
    if (this.#position > 0) return this.#place(this.#position - 1);
    this.#block = this.#load(this.#block.index - 1);
    this.#place(this.#block.count - 1);
  }

  get #blockSec(): number {
    return this.#meanSec * EVENTS_PER_BLOCK;
  }

  #place(position: number): void {
    this.#position = position;
    this.id = this.#block.index * MAX_EVENTS + position;
    this.startSec = this.#block.startsSec[position]!;
    this.endSec = this.#block.startsSec[position + 1]!;
  }

  #edgeSec(index: number): number {
    return (index + EDGE_JITTER * (uniform(this.#seed, index, 1) - 0.5)) * this.#blockSec;
  }

  #load(index: number): Block {
    const block = this.#slots[index & 1]!;
    if (block.index !== index) this.#fill(block, index);
    return block;
  }

  #fill(block: Block, index: number): void {
    const fromSec = this.#edgeSec(index);
    const lengthSec = this.#edgeSec(index + 1) - fromSec;
    const pace = 1 + PACE_SPREAD * normal(this.#seed, index, 1);
    const count = clamp(Math.round((lengthSec / this.#meanSec) * pace), 1, MAX_EVENTS);
    const starts = block.startsSec;
    starts[0] = 0;
    for (let i = 0; i < count; i++) {
      starts[i + 1] = starts[i]! + Math.exp(this.#spread * normal(this.#seed, index, i + 2));
    }
    const scale = lengthSec / starts[count]!;
    for (let i = 0; i <= count; i++) starts[i] = fromSec + starts[i]! * scale;
    block.index = index;
    block.count = count;
  }
}
