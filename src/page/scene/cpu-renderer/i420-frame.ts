import { type Rasterizer } from './rasterizer.ts';

/** A picture as I420: a plane of luma, then two of chroma at half the size (BT.601, limited range). */
export interface I420Frame {
  /** All three planes, in the renderer's memory. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Where each plane begins in `data`, and the bytes from one of its rows to the next. */
  readonly layout: readonly PlaneLayout[];
}

/** The rasteriser's picture. Rows are as long as the picture is wide if that is a multiple of 8, else a little longer. */
export function readI420(rasterizer: Rasterizer, width: number, height: number): I420Frame {
  const stride = rasterizer.exports.rowLength();
  const pointer = rasterizer.exports.yuvPointer();
  const luma = stride * height;
  const layout = [
    { offset: 0, stride },
    { offset: luma, stride: stride / 2 },
    { offset: luma * 1.25, stride: stride / 2 },
  ];
  return { data: rasterizer.bytes.subarray(pointer, pointer + luma * 1.5), width, height, layout };
}

/** A `VideoFrame` with a copy of the picture. */
export function wrapVideoFrame(
  frame: I420Frame,
  timestampUs: number,
  durationUs?: number,
): VideoFrame {
  return new VideoFrame(frame.data, {
    format: 'I420',
    codedWidth: frame.width,
    codedHeight: frame.height,
    layout: [...frame.layout],
    timestamp: timestampUs,
    ...(durationUs === undefined ? {} : { duration: durationUs }),
    colorSpace: COLOR_SPACE,
  });
}

const COLOR_SPACE: VideoColorSpaceInit = {
  matrix: 'smpte170m',
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  fullRange: false,
};
