import { spawn, type StdioOptions } from 'node:child_process';
import { findPackageRoot } from '../../src/programs/index.ts';

/** How a tool is run. */
export interface RunToolOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** `inherit` without. */
  readonly stdio?: StdioOptions;
  /** Told everything that it prints, when `stdio` pipes it. */
  readonly onOutput?: (text: string) => void;
}

/**
 * Runs one of the project's tools in the project's folder. Ctrl-C at the terminal reaches the tool
 * by itself; we wait for it to clean up.
 *
 * @returns its exit code, 1 when it was ended by a signal.
 */
export async function runTool(
  name: string,
  args: readonly string[],
  options: RunToolOptions = {},
): Promise<number> {
  const tool = spawn(name, args, {
    cwd: findPackageRoot(),
    stdio: options.stdio ?? 'inherit',
    env: { ...process.env, ...options.env },
    shell: process.platform === 'win32',
  });
  tool.stdout?.setEncoding('utf8').on('data', (text: string) => options.onOutput?.(text));
  tool.stderr?.setEncoding('utf8').on('data', (text: string) => options.onOutput?.(text));
  const stay = () => undefined;
  const passOn = () => tool.kill('SIGTERM');
  process.on('SIGINT', stay).on('SIGTERM', passOn);
  try {
    return await new Promise((resolve, reject) => {
      tool.once('error', reject).once('close', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGINT', stay).off('SIGTERM', passOn);
  }
}
