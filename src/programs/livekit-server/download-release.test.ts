import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { downloadRelease } from './download-release.ts';

const ARCHIVE = `livekit_1.2.3_linux_${process.arch === 'arm64' ? 'arm64' : 'amd64'}.tar.gz`;
const onLinux = test.runIf(process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch));

onLinux('the release is downloaded, checked and unpacked as a program', async () => {
  const archive = packRelease();
  const releases = await serveRelease({
    [ARCHIVE]: archive,
    'checksums.txt': checksumsOf(archive),
  });
  const file = newFile();
  await expect(downloadRelease('1.2.3', file, releases)).resolves.toBe(file);
  expect(execFileSync(file, { encoding: 'utf8' })).toBe('I am a server\n');
});

onLinux('an archive that is not what the release says is refused', async () => {
  const releases = await serveRelease({
    [ARCHIVE]: Buffer.concat([packRelease(), Buffer.from('x')]),
    'checksums.txt': checksumsOf(packRelease()),
  });
  const file = newFile();
  await expect(downloadRelease('1.2.3', file, releases)).rejects.toThrow(
    /is not what its release says: SHA-256/,
  );
  expect(existsSync(file)).toBe(false);
});

onLinux('a release without the archive is named in the error', async () => {
  const releases = await serveRelease({});
  await expect(downloadRelease('1.2.3', newFile(), releases)).rejects.toThrow(
    `${ARCHIVE} answered 404`,
  );
});

onLinux('an address that nobody serves is named with the reason', async () => {
  const refused = downloadRelease('1.2.3', newFile(), 'http://127.0.0.1:9');
  await expect(refused).rejects.toThrow(/http:\/\/127\.0\.0\.1:9.*can't be reached \(.+\)/);
});

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), 'release-'));
const newFile = () => path.join(newFolder(), 'livekit-server');

function packRelease(): Buffer {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'livekit-server'), '#!/bin/sh\necho I am a server\n');
  chmodSync(path.join(folder, 'livekit-server'), 0o755);
  const options = ['--mtime=2020-01-01', '--owner=0', '--group=0'];
  execFileSync('tar', [...options, '-czf', ARCHIVE, 'livekit-server'], { cwd: folder });
  return readFileSync(path.join(folder, ARCHIVE));
}

function checksumsOf(archive: Buffer): Buffer {
  return Buffer.from(`${createHash('sha256').update(archive).digest('hex')}  ${ARCHIVE}\n`);
}

async function serveRelease(files: Record<string, Buffer>): Promise<string> {
  const server = http.createServer((request, response) => {
    const file = files[path.basename(request.url ?? '')];
    response.writeHead(file ? 200 : 404).end(file);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
