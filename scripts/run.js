// Runs one of the project's scripts: `node scripts/run.js [Node's options] <script.ts> [args]`.
//
// The packages are installed first where they are missing or old, so that `npm start` and
// `npm test` work in a fresh clone. The script itself runs on the Node that the project brings
// along. Plain JavaScript for Node 20: it must work before anything is installed.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installationFits, rememberInstallation } from './setup/installation.js';
import { installPackages } from './setup/install.js';
import { findNode } from './setup/node-program.js';
import { runToItsEnd } from './setup/child.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2);
const begin = given.findIndex((argument) => !argument.startsWith('--'));
const options = given.slice(0, Math.max(begin, 0));
const [script, ...args] = given.slice(options.length);

try {
  if (begin < 0)
    throw new Error('Say which script to run: node scripts/run.js <script.ts> [arguments]');
  if (!installationFits(root)) {
    await installPackages(root);
    rememberInstallation(root);
  }
  await runToItsEnd(findNode(root), [...options, path.resolve(root, script), ...args], root);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
