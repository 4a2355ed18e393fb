/**
 * Builds the CPU renderer's binary from its AssemblyScript: `node scripts/run.js scripts/build-rasterizer.ts`.
 * With `--check` nothing is written, and it fails unless the committed binary is what the sources give.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main as compile } from 'assemblyscript/asc';

const FOLDER = new URL('../src/page/scene/cpu-renderer/', import.meta.url);
const BINARY = new URL('rasterizer.wasm', FOLDER);

/** No exceptions and no garbage: the rasteriser handles its memory itself. */
const OPTIONS = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'minimal'];

async function buildBinary(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'rasterizer-'));
  try {
    const output = join(folder, 'rasterizer.wasm');
    await compileTo(output);
    return await readFile(output);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compileTo(output: string): Promise<void> {
  const entry = fileURLToPath(new URL('assembly/index.ts', FOLDER));
  const { error, stderr } = await compile([entry, '--outFile', output, ...OPTIONS]);
  if (error) throw new Error(`The rasteriser does not compile:\n${stderr.toString()}`);
}

async function check(built: Buffer): Promise<void> {
  const committed = await readFile(BINARY);
  if (committed.equals(built)) return console.log('The binary is what its sources give.');
  console.error(
    'The binary is not what its sources give: run scripts/build-rasterizer.ts, commit.',
  );
  process.exitCode = 1;
}

const built = await buildBinary();
if (process.argv.includes('--check')) await check(built);
else {
  await writeFile(BINARY, built);
  console.log(`${fileURLToPath(BINARY)}: ${built.length} bytes`);
}
