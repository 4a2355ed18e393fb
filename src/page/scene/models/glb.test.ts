import { expect, test } from 'vitest';
import { inspectGlb } from './glb.ts';
import { packGlb } from './test-kit/export.ts';

const asset = { version: '2.0' };

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer as ArrayBuffer;
}

test('a VRM is known by its extension', () => {
  expect(inspectGlb(packGlb({ asset }))).toEqual({ isVrm: false });
  for (const name of ['VRM', 'VRMC_vrm']) {
    expect(inspectGlb(packGlb({ asset, extensionsUsed: [name] }))).toEqual({ isVrm: true });
  }
});

test('what is in the file itself may be named', () => {
  const images = [{ uri: 'data:image/png;base64,AA==' }, { bufferView: 0 }];
  expect(() => inspectGlb(packGlb({ asset, images, buffers: [{ byteLength: 4 }] }))).not.toThrow();
});

const REFUSED: Record<string, [ArrayBuffer, RegExp]> = {
  'a web page': [
    bytesOf('<!doctype html><html></html>'),
    /no GLB or VRM file: it begins with "<!do"/,
  ],
  nothing: [new ArrayBuffer(0), /no GLB or VRM file: it begins with ""/],
  'a file that is cut off': [
    packGlb({ asset, x: 'y'.repeat(99) }).slice(0, 60),
    /cut off at its end/,
  ],
  'glTF 1': [
    (() => {
      const glb = packGlb({ asset });
      new DataView(glb).setUint32(4, 1, true);
      return glb;
    })(),
    /it is glTF 1; only glTF 2 is read/,
  ],
  'another table of contents': [packGlb(['hello']), /not that of a glTF file/],
  'Draco compression': [
    packGlb({ asset, extensionsRequired: ['KHR_draco_mesh_compression'] }),
    /needs KHR_draco_mesh_compression, which is not supported: export it without Draco/,
  ],
  'KTX2 textures': [
    packGlb({ asset, extensionsRequired: ['KHR_texture_basisu'] }),
    /needs KHR_texture_basisu.*PNG, JPEG or WebP/,
  ],
  'an address of the inner network': [
    packGlb({ asset, images: [{ uri: 'http://169.254.169.254/latest' }] }),
    /refers to another file \("http:\/\/169\.254\.169\.254\/latest"\)/,
  ],
  'a texture beside it': [
    packGlb({ asset, buffers: [{ uri: 'skin.bin' }] }),
    /export it as one GLB/,
  ],
};

for (const [what, [bytes, words]] of Object.entries(REFUSED)) {
  test(`${what}: refused in a sentence`, () => {
    expect(() => inspectGlb(bytes)).toThrow(words);
  });
}
