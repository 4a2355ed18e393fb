import type { SkinnedMesh, Object3D } from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { PageError } from '../../room/index.ts';
import { fetchLimited } from '../fetch-limited.ts';
import type { Head } from '../head.ts';
import { HeadModel } from '../head-model.ts';
import { inspectGlb } from './glb.ts';
import { RiggedHead } from './rigged-head.ts';

const LIMITS = { maxBytes: 50 * 1024 * 1024, what: 'model' };

/**
 * Loads a head: one of our own, a VRM, or any GLB whose names say what could speak.
 *
 * @throws {PageError} `bad_avatar`, saying in a sentence what was wrong with the file.
 */
export async function loadHead(address: URL): Promise<Head> {
  try {
    return await parseHead(await fetchLimited(address, LIMITS));
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new PageError('bad_avatar', `The avatar at ${address.href} can’t be used: ${text}`, {
      cause,
    });
  }
}

/** @throws {Error} whose message is the end of a sentence. */
export async function parseHead(bytes: ArrayBuffer): Promise<Head> {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  if (inspectGlb(bytes).isVrm) {
    // Not everybody's avatar is a VRM: fetched when one is.
    const { createVrmHead, readVrm } = await import('./vrm-head.ts');
    readVrm(loader);
    const gltf = await loader.parseAsync(bytes, '');
    putIntoPortrait(gltf.scene);
    return createVrmHead(gltf);
  }
  const { scene } = await loader.parseAsync(bytes, '');
  putIntoPortrait(scene);
  return isBust(scene) ? new HeadModel(scene) : new RiggedHead(scene);
}

/** The portrait has its own light; and culling by bounds costs more than it saves for one head. */
function putIntoPortrait(model: Object3D): void {
  const lights: Object3D[] = [];
  model.traverse((node) => {
    node.frustumCulled = false;
    if ('isLight' in node) lights.push(node);
  });
  for (const light of lights) light.removeFromParent();
}

/** Heads made by `tools/head` have no bones, and a skin that is bent between head and shoulders. */
function isBust(model: Object3D): boolean {
  let hasSkin = false;
  let hasBones = false;
  model.traverse((node) => {
    const { name, isSkinnedMesh, morphTargetDictionary } = node as Partial<SkinnedMesh>;
    if (isSkinnedMesh) hasBones = true;
    if (name === 'skin' && morphTargetDictionary && 'jawOpen' in morphTargetDictionary) {
      hasSkin = true;
    }
  });
  return hasSkin && !hasBones;
}
