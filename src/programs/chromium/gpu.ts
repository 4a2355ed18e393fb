import { existsSync } from 'node:fs';

/** Device files of Linux: any GPU with a kernel driver, NVIDIA's own, and Windows' GPU in WSL. */
const DEVICES = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

/** Whether a browser may hope for a GPU. Desktop systems other than Linux always draw on one. */
export function hasGpu(): boolean {
  return process.platform !== 'linux' || DEVICES.some((device) => existsSync(device));
}
