import * as z from 'zod/mini';

/** What is looked at of a GLB's JSON before anything is made of it. */
const gltfSchema = z.object({
  asset: z.object({ version: z.string() }),
  extensionsUsed: z.optional(z.array(z.string())),
  extensionsRequired: z.optional(z.array(z.string())),
  buffers: z.optional(z.array(z.object({ uri: z.optional(z.string()) }))),
  images: z.optional(z.array(z.object({ uri: z.optional(z.string()) }))),
});

/** What a GLB says of itself. */
export interface GlbFacts {
  readonly isVrm: boolean;
}

const MAGIC = 'glTF';
const HEADER_BYTES = 20;
const JSON_CHUNK = 0x4e4f534a;

/** What can't be read, and what to do. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  KHR_draco_mesh_compression:
    'export it without Draco compression; meshopt (EXT_meshopt_compression) is read',
  KHR_texture_basisu: 'export it with PNG, JPEG or WebP textures instead of KTX2',
};

/**
 * Looks at a GLB (or a VRM, which is one) before it is loaded.
 *
 * @throws {Error} whose message is the end of a sentence, when it can't be used.
 */
export function inspectGlb(bytes: ArrayBuffer): GlbFacts {
  const gltf = readJson(bytes);
  for (const name of gltf.extensionsRequired ?? []) {
    const advice = Object.hasOwn(UNSUPPORTED, name) ? UNSUPPORTED[name] : undefined;
    if (advice) throw new Error(`it needs ${name}, which is not supported: ${advice}.`);
  }
  for (const { uri } of [...(gltf.buffers ?? []), ...(gltf.images ?? [])]) {
    // A model must not make the page fetch what it names.
    if (uri !== undefined && !uri.startsWith('data:')) {
      throw new Error(
        `it refers to another file (${JSON.stringify(uri.slice(0, 60))}): export it as one GLB with everything in it.`,
      );
    }
  }
  return { isVrm: gltf.extensionsUsed?.some((name) => /^(VRM|VRMC_vrm)$/.test(name)) ?? false };
}

function readJson(bytes: ArrayBuffer): z.infer<typeof gltfSchema> {
  const view = new DataView(bytes);
  const start = new TextDecoder('latin1').decode(bytes.slice(0, MAGIC.length));
  if (bytes.byteLength < HEADER_BYTES || start !== MAGIC) {
    throw new Error(`it is no GLB or VRM file: it begins with ${JSON.stringify(start)}.`);
  }
  const version = view.getUint32(4, true);
  if (version !== 2) throw new Error(`it is glTF ${version}; only glTF 2 is read.`);
  if (view.getUint32(8, true) > bytes.byteLength) throw new Error('it is cut off at its end.');
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== JSON_CHUNK || HEADER_BYTES + length > bytes.byteLength) {
    throw new Error('it is damaged: it does not begin with its table of contents.');
  }
  const parsed = gltfSchema.safeParse(parseJson(bytes.slice(HEADER_BYTES, HEADER_BYTES + length)));
  if (!parsed.success) throw new Error('its table of contents is not that of a glTF file.');
  return parsed.data;
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
