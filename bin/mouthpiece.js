#!/usr/bin/env node
// In a clone the sources run as they are; in the published package their compiled form does.
// Plain JavaScript for old Nodes too, so that they get a sentence instead of a syntax error.
import { existsSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** From here on Node runs TypeScript by itself; also `engines` of package.json. */
const NEEDED = [22, 18];

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const source = path.join(root, 'src', 'cli', 'main.ts');
const compiled = path.join(root, 'dist', 'node', 'cli', 'main.js');
const main = existsSync(source) ? source : compiled;

if (isNewEnough(process.versions.node)) {
  // Reading Playwright anew takes longer than starting the browser.
  module.enableCompileCache();
  await import(pathToFileURL(main).href);
} else if (main === source) {
  await runOnOwnNode();
} else {
  giveUp(`Mouthpiece needs Node ${NEEDED.join('.')} or newer; this is ${process.version}.`);
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

async function runOnOwnNode() {
  try {
    const { findNode } = await import('../scripts/setup/node-program.js');
    const { runToItsEnd } = await import('../scripts/setup/child.js');
    await runToItsEnd(findNode(root), [source, ...process.argv.slice(2)], root);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} message */
function giveUp(message) {
  process.stderr.write(`mouthpiece: ${message}\n`);
  process.exitCode = 1;
}
