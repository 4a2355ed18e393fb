import type { Caption } from '../drawing.ts';

const COLUMNS = 12;
/** Where the mouth and the face are in a picture of 1280x720, in pixels. */
const MOUTH = { x: 555, y: 345, width: 170, height: 116 };
const FACE = { x: 390, y: 60, width: 500, height: 580 };
/** A mouth on the sheet, with its caption below. */
const CELL = { width: 114, height: 78, caption: 18 };
const INK = '#333';
const CLOSURE = '#c2185b';

/** Mouths side by side in the order of time, each with what is heard meanwhile. */
export class ContactSheet {
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  #count = 0;

  constructor(pictures: number) {
    this.#canvas.width = COLUMNS * CELL.width;
    this.#canvas.height = Math.ceil(pictures / COLUMNS) * (CELL.height + CELL.caption);
    this.#context = contextOf(this.#canvas);
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  add(picture: VideoFrame, { timeSec, phoneme, lips }: Caption): void {
    const x = (this.#count % COLUMNS) * CELL.width;
    const y = Math.floor(this.#count / COLUMNS) * (CELL.height + CELL.caption);
    this.#count++;
    const { width, height, caption } = CELL;
    crop(picture, MOUTH, this.#context, { x, y, width: width - 1, height });
    this.#context.fillStyle = lips ? CLOSURE : INK;
    this.#context.font = `${lips ? 'bold ' : ''}12px sans-serif`;
    this.#context.fillText(`${timeSec.toFixed(2)}  ${phoneme}`, x + 4, y + height + caption - 5);
  }

  toDataUrl(): string {
    return this.#canvas.toDataURL('image/jpeg', 0.85);
  }
}

/** The face of a picture at its full size, as a data URL. */
export function faceOf(picture: VideoFrame): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: FACE.width, height: FACE.height });
  crop(picture, FACE, contextOf(canvas), { ...FACE, x: 0, y: 0 });
  return canvas.toDataURL('image/png');
}

type Box = typeof MOUTH;

function crop(picture: VideoFrame, from: Box, context: CanvasRenderingContext2D, to: Box): void {
  const { x, y, width, height } = to;
  context.drawImage(picture, from.x, from.y, from.width, from.height, x, y, width, height);
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  return canvas.getContext('2d')!;
}
