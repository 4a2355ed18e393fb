// Builds what is published: the page (dist/page), and what runs in Node (dist/node).
import { cp, glob, rm } from 'node:fs/promises';
import path from 'node:path';
import { ensurePage } from '../src/dispatcher/index.ts';
import { findPackageRoot, showProgress } from '../src/programs/index.ts';
import { runTool } from './steps/run-tool.ts';

const root = findPackageRoot();
const nodeFolder = path.join(root, 'dist', 'node');

/** What Node's part reads beside its own code. */
const ASSETS = ['demo/clips/**/*', 'page/lipsync/*.bin'];

await ensurePage();
await showProgress('Building what runs in Node', async () => {
  await rm(nodeFolder, { recursive: true, force: true });
  const code = await runTool('tsc', ['-p', 'tsconfig.build.json']);
  if (code !== 0) throw new Error('TypeScript found mistakes; they stand above.');
  await copyAssets();
});

async function copyAssets(): Promise<void> {
  const source = path.join(root, 'src');
  for await (const file of glob(ASSETS, { cwd: source })) {
    if (path.extname(file) === '' || file.endsWith('.ts')) continue;
    await cp(path.join(source, file), path.join(nodeFolder, file));
  }
}
