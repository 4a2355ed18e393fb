import {
  type Camera,
  Color,
  type ColorRepresentation,
  type ColorSpace,
  Matrix4,
  NoToneMapping,
  type Object3D,
  type Scene,
  SRGBColorSpace,
  Texture,
  type ToneMapping,
  Vector2,
} from 'three';
import { Backdrop } from './backdrop.ts';
import { collectDrawList, type DrawItem } from './draw-list.ts';
import { type I420Frame, readI420, wrapVideoFrame } from './i420-frame.ts';
import { LIGHT_FLOATS, writeLights } from './light-records.ts';
import { loadRasterizer } from './load-rasterizer.ts';
import { edgeSlack, MeshPainter } from './mesh-painter.ts';
import { MemoryScope } from './memory-scope.ts';
import { Rasterizer } from './rasterizer.ts';
import { SceneBuffers } from './scene-buffers.ts';

/** How a `CpuRenderer` begins. */
export interface CpuRendererOptions {
  /** Picture size in pixels; odd numbers are rounded down to even ones (I420 halves them). */
  readonly width: number;
  readonly height: number;
  /** What is seen where nothing is drawn; black by default. A `Color` or `Texture` as `scene.background` goes before it. */
  readonly background?: ColorRepresentation;
  /** Smooths silhouettes; true by default. */
  readonly antialias?: boolean;
  /** The rasteriser's binary, where it cannot be fetched from beside this module (Node). */
  readonly wasm?: BufferSource;
}

/**
 * Draws three's scenes without a GPU, in the shape of three's own renderers: meshes with morph targets or bones, lit at their
 * vertices, into an I420 picture that is ready to be encoded. Runs on a page, in a worker and in Node.
 *
 * It draws `MeshBasicMaterial`, and `MeshLambertMaterial` and `MeshStandardMaterial` without their further maps; the picture
 * is in sRGB and not tone-mapped. `findUnsupported` tells what of a scene it would leave out.
 *
 * @example
 * const renderer = await CpuRenderer.create({ width: 640, height: 360, background: '#9eb3bf' });
 * renderer.render(scene, camera);
 * const frame = renderer.toVideoFrame(timestampUs);
 */
export class CpuRenderer {
  readonly isCpuRenderer = true;
  /** Held for react-three-fiber, which sets them; the picture is always sRGB and not tone-mapped. */
  outputColorSpace: ColorSpace = SRGBColorSpace;
  toneMapping: ToneMapping = NoToneMapping;
  toneMappingExposure = 1;
  /** What the last frame took, as three tells it. */
  readonly info = { render: { frame: 0, calls: 0, triangles: 0 } };
  antialias: boolean;
  readonly #rasterizer: Rasterizer;
  readonly #buffers: SceneBuffers;
  readonly #painter: MeshPainter;
  readonly #lightMemory: MemoryScope;
  readonly #backdrop: Backdrop;
  readonly #viewProjection = new Matrix4();
  readonly #clearColor = new Color();
  readonly #size = new Vector2();
  #lights = new Float32Array(0);
  #lightPointer = 0;
  #clearAlpha = 1;
  #pixelRatio = 1;
  #width = 0;
  #height = 0;

  private constructor(rasterizer: Rasterizer, options: CpuRendererOptions) {
    this.#rasterizer = rasterizer;
    this.#buffers = new SceneBuffers(rasterizer);
    this.#painter = new MeshPainter(rasterizer, this.#buffers);
    this.#lightMemory = new MemoryScope(rasterizer);
    this.#backdrop = new Backdrop(rasterizer);
    this.antialias = options.antialias ?? true;
    this.setClearColor(options.background ?? 'black');
    this.setSize(options.width, options.height);
  }

  /**
   * Loads the rasteriser and makes a renderer.
   *
   * @throws {RangeError} when the size is not at least 2 x 2
   * @throws {Error} when the binary cannot be loaded
   */
  static async create(options: CpuRendererOptions): Promise<CpuRenderer> {
    const module = await loadRasterizer(options.wasm);
    return new CpuRenderer(new Rasterizer(module), options);
  }

  /** Sets the picture's size in pixels, before the pixel ratio. The picture is gone until the next `render`. */
  setSize(width: number, height: number): void {
    this.#size.set(width, height);
    const newWidth = Math.floor((width * this.#pixelRatio) / 2) * 2;
    const newHeight = Math.floor((height * this.#pixelRatio) / 2) * 2;
    if (!(newWidth >= 2 && newHeight >= 2 && newWidth <= MAX_SIDE && newHeight <= MAX_SIDE)) {
      throw new RangeError(`A picture of ${width} x ${height} cannot be drawn: 2 to ${MAX_SIDE}.`);
    }
    if (newWidth === this.#width && newHeight === this.#height) return;
    this.#width = newWidth;
    this.#height = newHeight;
    this.#rasterizer.exports.resize(newWidth, newHeight);
  }

  getSize(target: Vector2): Vector2 {
    return target.copy(this.#size);
  }

  setPixelRatio(ratio: number): void {
    this.#pixelRatio = ratio;
    this.setSize(this.#size.x, this.#size.y);
  }

  getPixelRatio(): number {
    return this.#pixelRatio;
  }

  /** Sets what is seen where nothing is drawn. The opacity only counts in `readPixels`: I420 has none. */
  setClearColor(color: ColorRepresentation, alpha = 1): void {
    this.#clearColor.set(color);
    this.#clearAlpha = alpha;
  }

  getClearColor(target: Color): Color {
    return target.copy(this.#clearColor);
  }

  /** Draws the scene as the camera sees it. */
  render(scene: Scene | Object3D, camera: Camera): void {
    if (scene.matrixWorldAutoUpdate) scene.updateMatrixWorld();
    if (!camera.parent && camera.matrixWorldAutoUpdate) camera.updateMatrixWorld();
    this.#viewProjection.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    const { render } = this.info;
    render.frame++;
    render.calls = render.triangles = 0;
    const list = collectDrawList(scene, camera, this.#viewProjection);
    const background = 'background' in scene ? scene.background : undefined;
    this.#rasterizer.exports.setBackground(this.#clearingFor(background));
    this.#backdrop.use(
      background instanceof Texture ? background : undefined,
      this.#width,
      this.#height,
    );
    this.#rasterizer.exports.begin();
    this.#useLights(list.lights, camera);
    this.#paint(list.opaque);
    if (this.antialias) this.#smooth(list.opaque, edgeSlack(camera, this.#height));
    this.#paint(list.transparent);
    this.#rasterizer.exports.finish();
    if (render.frame % SWEEP_FRAMES === 0) this.#buffers.sweep(render.frame);
  }

  /** The picture of the last `render`, valid until the next one or until the size changes. */
  get frame(): I420Frame {
    return readI420(this.#rasterizer, this.#width, this.#height);
  }

  /** A copy of the picture as a `VideoFrame`; the caller closes it. */
  toVideoFrame(timestampUs: number, durationUs?: number): VideoFrame {
    return wrapVideoFrame(this.frame, timestampUs, durationUs);
  }

  /** A copy of the picture as RGBA, from the top row to the bottom one: for tests and screenshots. */
  readPixels(): Uint8ClampedArray<ArrayBuffer> {
    const { bytes, exports } = this.#rasterizer;
    const rowBytes = exports.rowLength() * 4;
    const out = new Uint8ClampedArray(this.#width * this.#height * 4);
    for (let y = 0; y < this.#height; y++) {
      const from = exports.colorPointer() + y * rowBytes;
      out.set(bytes.subarray(from, from + this.#width * 4), y * this.#width * 4);
    }
    return out;
  }

  /** Gives back what the renderer holds of scenes. It can be used again. */
  dispose(): void {
    this.#buffers.release();
    this.#lightMemory.release();
    this.#backdrop.release();
    this.#lights = new Float32Array(0);
  }

  #paint(items: readonly DrawItem[]): void {
    const { render } = this.info;
    for (const item of items) {
      render.calls++;
      render.triangles += this.#painter.paint(item, this.#viewProjection, render.frame);
    }
  }

  #smooth(items: readonly DrawItem[], slack: number): void {
    let last: DrawItem['mesh'] | undefined;
    for (const item of items) {
      if (item.mesh !== last) this.#painter.smoothEdges(item, slack);
      last = item.mesh;
    }
    // WebGL leaves the stairs of what is cut out by its texture, and a step does not tell whose it is.
    if (items.some(({ material }) => material.alphaTest > 0)) return;
    this.#rasterizer.exports.smoothSteps();
  }

  #useLights(lights: Parameters<typeof writeLights>[0], camera: Camera): void {
    const room = lights.length * LIGHT_FLOATS;
    if (this.#lights.length < room) {
      this.#lights = new Float32Array(room);
      this.#lightMemory.release();
      this.#lightPointer = this.#lightMemory.allocate(room * 4);
    }
    const count = writeLights(lights, this.#lights);
    this.#rasterizer.write(this.#lightPointer, this.#lights);
    const e = camera.matrixWorld.elements;
    this.#rasterizer.exports.setLights(this.#lightPointer, count, e[12], e[13], e[14]);
  }

  #clearingFor(background: unknown): number {
    if (background instanceof Color) return packColor(background, 1);
    return packColor(this.#clearColor, this.#clearAlpha);
  }
}

/** Screen places are kept in sixteenths of a pixel, with room for what lies beside the picture. */
const MAX_SIDE = 8192;
/** How often memory of meshes that are gone is looked for. */
const SWEEP_FRAMES = 30;

/** A colour as the bytes R, G, B, A of a little-endian word. */
function packColor(color: Color, alpha: number): number {
  const hex = color.getHex(SRGBColorSpace);
  const [red, green, blue] = [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255];
  return ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
