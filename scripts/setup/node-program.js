import fs from 'node:fs';
import path from 'node:path';

/**
 * The `node` of devDependencies: npm puts it there whatever Node the machine has.
 *
 * @param {string} root
 */
export function findNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = path.join(root, 'node_modules', 'node', 'bin', name);
  if (fs.existsSync(file)) return file;
  throw new Error(
    `The project's own Node is not where it should be (${path.relative(root, file)}): npm was told to run no ` +
      'install scripts. Allow them and install again: npm ci --ignore-scripts=false',
  );
}
