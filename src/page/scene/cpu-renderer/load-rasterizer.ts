let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * The compiled rasteriser. Without `bytes` it is fetched from beside this module, once a page or worker.
 *
 * @throws {Error} when the binary cannot be fetched, or the engine has no relaxed SIMD.
 */
export function loadRasterizer(bytes?: BufferSource): Promise<WebAssembly.Module> {
  if (bytes !== undefined) return compile(bytes);
  compiled ??= fetchRasterizer().catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
}

async function fetchRasterizer(): Promise<WebAssembly.Module> {
  const response = await fetch(new URL('./rasterizer.wasm', import.meta.url));
  if (!response.ok) {
    throw new Error(`The CPU renderer's binary at ${response.url} answered ${response.status}.`);
  }
  // not compileStreaming: some static servers do not know the media type of WebAssembly
  return compile(await response.arrayBuffer());
}

async function compile(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const message =
      'The CPU renderer cannot be compiled: it takes WebAssembly with relaxed SIMD, so Chromium 114, Node 22 or later.';
    throw new Error(message, { cause });
  }
}
