import { hasGpu } from './gpu.ts';

/** Every flag that the avatar's browser gets beside Playwright's own, and why. */
const ALWAYS = [
  // Sound that a workbench plays starts although nobody clicked.
  '--autoplay-policy=no-user-gesture-required',
  // Nobody sits there to hear it.
  '--disable-audio-output',
  // Pages that nobody sees keep time.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // No traffic of the browser's own.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // WebRTC with a LiveKit server on this machine.
  '--allow-loopback-in-peer-connection',
];

/**
 * SwiftShader by name where there is no GPU: Chromium's automatic fallback to it is going away,
 * and WebGL would be missing.
 */
const WITHOUT_GPU = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Without a window, Linux reaches its GPU through Vulkan only. */
const HEADLESS_GPU = ['--use-angle=vulkan'];

/** WebRTC asks the GPU process what it encodes, and waits up to two seconds while that starts SwiftShader. */
const WITHOUT_WEBGL = ['--disable-gpu'];

/** The flags for a browser on this machine. */
export function chromiumFlags(headless: boolean, webgl: boolean): string[] {
  if (!hasGpu()) return [...ALWAYS, ...(webgl ? WITHOUT_GPU : WITHOUT_WEBGL)];
  return headless && process.platform === 'linux' ? [...ALWAYS, ...HEADLESS_GPU] : [...ALWAYS];
}
