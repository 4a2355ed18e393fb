import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../install/run-program.ts';
import { showProgress } from '../install/progress.ts';

const RELEASES = 'https://github.com/livekit/livekit/releases/download';
const TIMEOUT_MS = 120_000;

/** Node's names for processors → those in the names of the release's files. */
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'armv7' };

/**
 * Downloads livekit-server's release for this platform and checks it against the release's
 * checksums.
 *
 * @param releases where releases lie, another place in tests.
 * @throws Error where LiveKit publishes none for this platform, or what comes is not what it says.
 */
export async function downloadRelease(
  version: string,
  file: string,
  releases: string = RELEASES,
): Promise<string> {
  const archive = archiveName(version);
  return showProgress(`Downloading livekit-server ${version} (once)`, async () => {
    const base = `${releases}/v${version}`;
    const bytes = await download(`${base}/${archive}`);
    verify(archive, bytes, (await download(`${base}/checksums.txt`)).toString('utf8'));
    await unpack(archive, bytes, file);
    return file;
  });
}

function archiveName(version: string): string {
  const processor = PROCESSORS[process.arch];
  if (processor !== undefined && process.platform === 'linux') {
    return `livekit_${version}_linux_${processor}.tar.gz`;
  }
  if (processor !== undefined && process.platform === 'win32') {
    return `livekit_${version}_windows_${processor}.zip`;
  }
  throw new Error(`there is none for ${process.platform} on ${process.arch}`);
}

async function download(address: string): Promise<Buffer> {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      throw new Error(`${address} can't be reached (${rootMessage(cause)})`, { cause });
    },
  );
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** `fetch` itself only says "fetch failed"; its cause says why. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : rootMessage(error.cause);
}

function verify(archive: string, bytes: Buffer, checksums: string): void {
  const line = checksums.split('\n').find((text) => text.trim().endsWith(archive));
  const expected = line?.trim().split(/\s+/)[0];
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (expected === actual) return;
  throw new Error(
    `${archive} is not what its release says: SHA-256 ${actual}, expected ${expected ?? 'none listed'}`,
  );
}

/** `tar` is everywhere: Windows has one since 2018, which reads ZIP too. */
async function unpack(archive: string, bytes: Buffer, file: string): Promise<void> {
  const folder = path.dirname(file);
  await fs.mkdir(folder, { recursive: true });
  const archiveFile = path.join(folder, archive);
  await fs.writeFile(archiveFile, bytes);
  await runProgram('tar', ['-xf', archive, path.basename(file)], { cwd: folder });
  await fs.rm(archiveFile);
}
