/** What `page/main.ts` offers on its page. Types alone, since the page's own sources belong to the browser. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Characters by key poses. */
export interface SheetRequest {
  readonly characters: readonly string[];
  /** Names of `KEY_POSES`. */
  readonly poses: readonly string[];
  /** A name of `CROPS`; without one visemes are shown closer than the rest. */
  readonly frame?: string | undefined;
  readonly cell: Size;
  readonly columns: number;
  /** Says under each picture what it shows. */
  readonly labels: boolean;
  /** Of the file: `image/webp` or `image/png`. */
  readonly type: string;
}

/** A stretch of a character's life, frame by frame. */
export interface FilmRequest {
  readonly character: string;
  readonly seed: number;
  /** A name of `CROPS`. */
  readonly frame: string;
  readonly cell: Size;
  readonly fps: number;
  readonly fromSec: number;
  readonly durationSec: number;
  /** Where the recording that it says is; it listens without. */
  readonly speech?: string | undefined;
  /** When it begins to speak. */
  readonly speechSec: number;
}

/** Which triangles of a head can be seen? */
export interface SightRequest {
  /** The file, in base64. */
  readonly glb: string;
  /** How far the head turns about any axis at most, radians. */
  readonly turnRad: number;
  /** Poses to be tried in each view. */
  readonly tries: number;
}

/** For each mesh, triangle by triangle, 1 if it has been seen. */
export type Sight = Readonly<Record<string, readonly number[]>>;

/** Pictures in base64. */
export interface Pictures {
  sheet(request: SheetRequest): Promise<string>;
  /** @returns a PNG for each frame. */
  film(request: FilmRequest): Promise<string[]>;
  sight(request: SightRequest): Promise<Sight>;
}
