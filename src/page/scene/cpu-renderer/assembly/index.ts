// The rasteriser's door: what TypeScript calls.
import { resizePainted, settlePainted } from './painted';
import { DrawCall } from './records';
import { color, depth, resizeTarget, rowPx, yuv } from './target';
import { drawTriangles } from './triangle-stage';
import { placeVertices } from './vertex-stage';
import { convertChanged } from './yuv';

export { begin, setBackdrop, setBackground } from './clearing';
export { addMorph, skin, smoothNormals, turnNormals } from './deform';
export { smoothEdges } from './edges';
export { setLights } from './lighting';
export { smoothSteps } from './steps';
export { addTextureRows } from './texture-build';

/** Bytes to spare after each piece of memory: vectors of 16 bytes are read where 12 or 8 are meant. */
const SLACK_BYTES: usize = 16;

/** A piece of memory, all zero. */
export function allocate(bytes: usize): usize {
  const pointer = heap.alloc(bytes + SLACK_BYTES);
  memory.fill(pointer, 0, bytes + SLACK_BYTES);
  return pointer;
}

export function release(pointer: usize): void {
  heap.free(pointer);
}

/** Makes room for a picture of this size; both are even. The old picture is gone. */
export function resize(width: i32, height: i32): void {
  resizeTarget(width, height);
  resizePainted();
}

/** Draws one draw call into the picture. */
export function draw(call: DrawCall): void {
  placeVertices(call);
  drawTriangles(call);
}

/** Ends the picture and brings its I420 form up to date. */
export function finish(): void {
  convertChanged();
  settlePainted();
}

export function colorPointer(): usize {
  return color;
}
export function depthPointer(): usize {
  return depth;
}
export function yuvPointer(): usize {
  return yuv;
}
/** Pixels from one row of the picture to the next. */
export function rowLength(): i32 {
  return rowPx;
}
