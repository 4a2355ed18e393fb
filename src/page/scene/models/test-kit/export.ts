import type { Object3D } from 'three';
import { GLTFExporter } from 'three/addons/exporters/GLTFExporter.js';

/** The JSON of a GLB, as far as tests change it. */
export interface GltfJson {
  readonly nodes: { readonly name?: string; readonly mesh?: number }[];
  readonly meshes: { readonly extras?: { readonly targetNames?: string[] } }[];
  readonly materials: { extensions?: Record<string, unknown> }[];
  extensionsUsed?: string[];
  extensionsRequired?: string[];
  extensions?: Record<string, unknown>;
}

/** A model as the file that an exporter would make of it. */
export async function exportGlb(
  model: Object3D,
  change?: (gltf: GltfJson) => void,
): Promise<ArrayBuffer> {
  const glb = (await new GLTFExporter().parseAsync(model, { binary: true })) as ArrayBuffer;
  return change ? changeJson(glb, change) : glb;
}

const HEADER_BYTES = 12;
const CHUNK_BYTES = 8;

function changeJson(glb: ArrayBuffer, change: (gltf: GltfJson) => void): ArrayBuffer {
  const length = new DataView(glb).getUint32(HEADER_BYTES, true);
  const start = HEADER_BYTES + CHUNK_BYTES;
  const gltf = JSON.parse(new TextDecoder().decode(glb.slice(start, start + length))) as GltfJson;
  change(gltf);
  return packGlb(gltf, new Uint8Array(glb.slice(start + length)));
}

/** @param rest the chunks that come after the JSON. */
export function packGlb(gltf: unknown, rest: Uint8Array = new Uint8Array(0)): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(gltf));
  const length = Math.ceil(text.length / 4) * 4;
  const out = new Uint8Array(HEADER_BYTES + CHUNK_BYTES + length + rest.length);
  const view = new DataView(out.buffer);
  [0x46546c67, 2, out.length, length, 0x4e4f534a].forEach((word, i) =>
    view.setUint32(4 * i, word, true),
  );
  out.fill(0x20, HEADER_BYTES + CHUNK_BYTES);
  out.set(text, HEADER_BYTES + CHUNK_BYTES);
  out.set(rest, HEADER_BYTES + CHUNK_BYTES + length);
  return out.buffer;
}
