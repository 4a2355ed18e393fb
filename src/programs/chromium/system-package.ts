import { runProgram } from '../install/run-program.ts';
import { showProgress } from '../install/progress.ts';
import { findOnPath } from '../search-path.ts';

const PACKAGES = ['chromium-headless-shell', 'chromium'];

/**
 * Installs the system's own Chromium where we are root and the system is Debian's kind.
 *
 * @param find looks for a browser afterwards.
 * @throws Error saying why the system's package can't be had.
 */
export async function installSystemPackage(find: () => string | undefined): Promise<string> {
  const apt = findOnPath(['apt-get']);
  if (apt === undefined) throw new Error('only known for systems with apt-get');
  if (process.getuid?.() !== 0)
    throw new Error(`needs root: sudo apt-get install ${PACKAGES.join(' ')}`);
  await showProgress(`Installing ${PACKAGES.join(' and ')} with apt-get (once)`, () =>
    install(apt),
  );
  const file = find();
  if (file === undefined) throw new Error('was installed, but brought no browser');
  return file;
}

async function install(apt: string): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram(apt, ['update'], { env });
  await runProgram(apt, ['install', '-y', '--no-install-recommends', ...PACKAGES], { env });
}
