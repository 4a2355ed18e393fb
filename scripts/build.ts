// Builds what is published: the page (dist/page), and what runs in Node (dist/node).
import { cp, glob, rm } from 'node:fs/promises';
import path from 'node:path';
import { ensurePage } from '../src/host/index.ts';
import { findPackageRoot, showProgress } from '../src/programs/index.ts';
import { runScript } from './steps/run-script.ts';
import { runTool } from './steps/run-tool.ts';

const SOURCE = path.join(findPackageRoot(), 'src');
const NODE_FOLDER = path.join(findPackageRoot(), 'dist', 'node');

/** What Node's part reads beside its own code. */
const ASSETS = ['demo/clips/*.{ogg,json}', 'page/lipsync/*.bin'];

await runScript(async () => {
  await ensurePage();
  await showProgress('Building what runs in Node', async () => {
    await rm(NODE_FOLDER, { recursive: true, force: true });
    const code = await runTool('tsc', ['-p', 'tsconfig.build.json']);
    if (code !== 0) throw new Error('TypeScript found mistakes; they stand above.');
    await copyAssets();
  });
});

async function copyAssets(): Promise<void> {
  for await (const file of glob(ASSETS, { cwd: SOURCE })) {
    await cp(path.join(SOURCE, file), path.join(NODE_FOLDER, file));
  }
}
