/**
 * The 15 visemes of Oculus LipSync (`XrFaceTrackingVisemeMETA` in OpenXR), in its order. Every array
 * of weights in this folder has this order.
 */
export const VISEMES = [
  'sil',
  'PP',
  'FF',
  'TH',
  'DD',
  'kk',
  'CH',
  'SS',
  'nn',
  'RR',
  'aa',
  'E',
  'I',
  'O',
  'U',
] as const;

/** Name of one viseme. */
export type Viseme = (typeof VISEMES)[number];

/** How many weights describe a mouth. */
export const VISEME_COUNT = VISEMES.length;

/** Place of each viseme in an array of weights. */
export const VISEME_INDEX = Object.fromEntries(
  VISEMES.map((name, index) => [name, index]),
) as Readonly<Record<Viseme, number>>;

/** Frames per second of every timeline. */
export const FRAME_HZ = 100;
