/**
 * Builds what the page runs as WebAssembly from its AssemblyScript: `node scripts/run.js scripts/build-wasm.ts`.
 * With `--check` nothing is written, and it fails unless what is committed is what the sources give.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main as compile } from 'assemblyscript/asc';

interface Target {
  readonly entry: string;
  readonly output: string;
  readonly options: readonly string[];
  /** What the output file holds. */
  readonly pack: (binary: Buffer) => Buffer;
}

/** No exceptions and no garbage: these programs handle their memory themselves. */
const OPTIONS = ['-O3', '--noAssert', '--enable', 'simd', '--enable', 'relaxed-simd'];

const TARGETS: readonly Target[] = [
  {
    entry: 'src/page/scene/cpu-renderer/assembly/index.ts',
    output: 'src/page/scene/cpu-renderer/rasterizer.wasm',
    options: ['--runtime', 'minimal'],
    pack: (binary) => binary,
  },
  {
    entry: 'src/page/lipsync/assembly/matrix.ts',
    output: 'src/page/lipsync/matrix-wasm.ts',
    options: ['--runtime', 'stub', '--importMemory', '--noExportMemory'],
    pack: asModule,
  },
];

/** A few hundred bytes are in the code itself, so that whoever runs it has them at once, in Node as well. */
function asModule(binary: Buffer): Buffer {
  const lines = [
    '// Made by scripts/build-wasm.ts from assembly/matrix.ts.',
    'export const MATRIX_WASM =',
    `  '${binary.toString('base64')}';`,
    '',
  ];
  return Buffer.from(lines.join('\n'));
}

async function build({ entry, options, pack }: Target): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'wasm-'));
  try {
    const output = join(folder, 'out.wasm');
    const args = [atRoot(entry), '--outFile', output, ...OPTIONS, ...options];
    const { error, stderr } = await compile(args);
    if (error) throw new Error(`${entry} does not compile:\n${stderr.toString()}`);
    return pack(await readFile(output));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function atRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

const checking = process.argv.includes('--check');
for (const target of TARGETS) {
  const built = await build(target);
  if (!checking) {
    await writeFile(atRoot(target.output), built);
    console.log(`${target.output}: ${built.length} bytes`);
  } else if (!(await readFile(atRoot(target.output))).equals(built)) {
    console.error(
      `${target.output} is not what its sources give: run scripts/build-wasm.ts, commit.`,
    );
    process.exitCode = 1;
  }
}
