import { type Camera, Matrix3, Matrix4 } from 'three';
import { writeFields, writeShine, writeVector } from './draw-call.ts';
import { type DrawItem } from './draw-list.ts';
import { type GeometryBuffers } from './geometry-buffers.ts';
import { type MeshBuffers } from './mesh-buffers.ts';
import { type Rasterizer } from './rasterizer.ts';
import { type SceneBuffers } from './scene-buffers.ts';
import { alphaReference, describeSurface, surfaceFlags, uvTransform } from './surface.ts';

/** Turns items of a draw list into draw calls. */
export class MeshPainter {
  readonly #rasterizer: Rasterizer;
  readonly #buffers: SceneBuffers;
  readonly #modelViewProjection = new Matrix4();
  readonly #normalMatrix = new Matrix3();
  readonly #uv = new Float32Array(8);

  constructor(rasterizer: Rasterizer, buffers: SceneBuffers) {
    this.#rasterizer = rasterizer;
    this.#buffers = buffers;
  }

  /** Draws one item; returns how many triangles it has. */
  paint(item: DrawItem, viewProjection: Matrix4, frame: number): number {
    const geometry = this.#buffers.geometry(item.mesh.geometry);
    const mesh = this.#buffers.mesh(item.mesh);
    if (mesh.lastFrame !== frame) {
      if (!geometry.update()) return 0;
      mesh.update(item.mesh, geometry);
      mesh.lastFrame = frame;
    }
    const call = mesh.callFor(item.part);
    const triangles = this.#describe(item, geometry, mesh, call);
    this.#place(item, viewProjection, call);
    this.#rasterizer.exports.draw(call);
    return triangles;
  }

  /** Smooths the silhouettes of an item's mesh, which has been drawn in this frame. */
  smoothEdges(item: DrawItem, slack: number): void {
    const { smoothEdges } = this.#rasterizer.exports;
    const mesh = this.#buffers.mesh(item.mesh);
    const { start, count } = item.mesh.geometry.drawRange;
    const { indices, triangleCount } = this.#buffers.geometry(item.mesh.geometry);
    const first = Math.floor(start / 3);
    const end = Math.min(first + Math.floor(count / 3), triangleCount);
    smoothEdges(mesh.callFor(item.part), indices, mesh.facing, first, end, slack);
  }

  #describe(item: DrawItem, geometry: GeometryBuffers, mesh: MeshBuffers, call: number): number {
    const { material, start, count } = item;
    const first = Math.floor(start / 3);
    const triangles = Math.min(Math.floor(count / 3), geometry.triangleCount - first);
    const map = material.map ? this.#buffers.texture(material.map) : undefined;
    map?.update();
    const uvs = (map?.pointer && geometry.uvs[material.map?.channel ?? 0]) || 0;
    const texture = uvs && map ? map.pointer : 0;
    writeFields(this.#rasterizer, call, {
      vertexCount: geometry.vertexCount,
      triangleCount: Math.max(triangles, 0),
      positions: mesh.positions,
      normals: mesh.normals,
      uvs,
      colors: material.vertexColors ? geometry.colors : 0,
      indices: geometry.indices + first * 12,
      flags: surfaceFlags(material, item.mesh.matrixWorld.determinant() < 0),
      texture,
      alphaReference: alphaReference(material),
      vertices: mesh.vertices,
      facing: mesh.facing + first,
      edges: geometry.edges,
      edgeCount: geometry.edgeCount,
    });
    this.#dress(item, call, texture && map ? map.mean : WHITE);
    return Math.max(triangles, 0);
  }

  #dress({ material }: DrawItem, call: number, mean: readonly [number, number, number]): void {
    const surface = describeSurface(material, mean);
    writeShine(this.#rasterizer, call, surface.roughness, surface.reflectance);
    writeVector(this.#rasterizer, call, 'color', surface.color);
    writeVector(this.#rasterizer, call, 'emissive', surface.emissive);
    writeVector(this.#rasterizer, call, 'highlight', surface.highlight);
    if (!material.map) return;
    uvTransform(material.map, this.#uv);
    writeVector(this.#rasterizer, call, 'uvTransform', this.#uv);
  }

  #place({ mesh }: DrawItem, viewProjection: Matrix4, call: number): void {
    const { matrixWorld } = mesh;
    this.#modelViewProjection.multiplyMatrices(viewProjection, matrixWorld);
    writeVector(this.#rasterizer, call, 'modelViewProjection', this.#modelViewProjection.elements);
    writeVector(this.#rasterizer, call, 'model', matrixWorld.elements);
    const n = this.#normalMatrix.getNormalMatrix(matrixWorld).elements;
    const columns = [n[0], n[1], n[2], 0, n[3], n[4], n[5], 0, n[6], n[7], n[8], 0];
    writeVector(this.#rasterizer, call, 'normalMatrix', columns);
  }
}

const WHITE = [1, 1, 1] as const;

/**
 * How far behind the drawn surface a silhouette may lie and still count as seen, in depth steps times w. A surface bends away
 * at its silhouette: a pixel beside that of a ball of radius r is nearer by √(2·r·pixel). We allow for a ball half as tall as
 * the view, at any distance.
 */
export function edgeSlack(camera: Camera, heightPx: number): number {
  const e = camera.projectionMatrix.elements;
  const isPerspective = e[11] !== 0;
  const depthPerUnit = DEPTH_FAR * 0.5 * Math.abs(isPerspective ? e[14] : e[10]);
  return (depthPerUnit * Math.sqrt(2 / heightPx)) / e[5];
}

/** The depth of the far plane, `assembly/vertex.ts`. */
const DEPTH_FAR = 2 ** 30;
