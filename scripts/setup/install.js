import { spawn } from 'node:child_process';

const HEARTBEAT_MS = 10_000;

/**
 * Installs exactly what package-lock.json names, and says meanwhile that it is at work. Everything
 * is said on stderr: stdout belongs to the script.
 *
 * @param {string} root
 */
export async function installPackages(root) {
  const startMs = Date.now();
  const elapsed = () => `${Math.round((Date.now() - startMs) / 1000)} s`;
  say('Installing the packages that package-lock.json names (once; about a minute) …');
  const heartbeat = setInterval(() => say(`  … still installing, ${elapsed()}`), HEARTBEAT_MS);
  try {
    await runNpm(root);
  } finally {
    clearInterval(heartbeat);
  }
  say(`Packages installed in ${elapsed()}.`);
}

/** @param {string} root */
async function runNpm(root) {
  const { command, args, shell } = npmCommand();
  const npm = spawn(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    shell,
    stdio: ['ignore', 2, 2],
  });
  const problem = await new Promise((resolve) => {
    npm.once('error', (error) => resolve(`npm could not be started (${error.message})`));
    npm.once('exit', (code, signal) =>
      resolve(code === 0 ? undefined : `npm ci ended with ${signal ?? `code ${code}`}`),
    );
  });
  if (problem === undefined) return;
  throw new Error(
    `The packages could not be installed: ${problem}; its own words stand above.\n` +
      'Check the network and the npm registry setting, then run this by hand: npm ci',
  );
}

/** The npm that runs us, if one does: PATH may lack it or name another. */
function npmCommand() {
  const own = process.env.npm_execpath;
  if (own?.endsWith('npm-cli.js')) return { command: process.execPath, args: [own], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
