import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Written by us into node_modules: the fingerprint of the lock file that was installed. */
const STAMP = path.join('node_modules', '.mouthpiece-installed');
const LOCK_FILE = 'package-lock.json';
/** Written by npm: what really lies in node_modules. */
const INSTALLED_LOCK_FILE = path.join('node_modules', '.package-lock.json');

/**
 * Whether node_modules is there and what package-lock.json asks for. An installation made by hand
 * (`npm install`) counts too, so that nobody's node_modules is replaced without need.
 *
 * @param {string} root
 */
export function installationFits(root) {
  if (readText(root, STAMP) === fingerprint(root)) return true;
  if (!packagesAreInstalled(root)) return false;
  rememberInstallation(root);
  return true;
}

/**
 * Makes the next {@link installationFits} quick.
 *
 * @param {string} root
 */
export function rememberInstallation(root) {
  fs.writeFileSync(path.join(root, STAMP), fingerprint(root));
}

/** @param {string} root */
function packagesAreInstalled(root) {
  const installed = readPackages(root, INSTALLED_LOCK_FILE);
  if (installed === undefined) return false;
  return Object.entries(readPackages(root, LOCK_FILE) ?? {}).every(([name, wanted]) => {
    if (name === '') return true;
    const found = installed[name];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/**
 * The platform belongs to it: a node_modules that was copied to another kind of machine holds the
 * wrong binaries.
 *
 * @param {string} root
 */
function fingerprint(root) {
  const lock = readText(root, LOCK_FILE) ?? '';
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform} ${process.arch}\n`;
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(root, file) {
  const text = readText(root, file);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/**
 * @param {string} root
 * @param {string} file
 */
function readText(root, file) {
  try {
    return fs.readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}
