import { hasGpu } from './gpu.ts';

/** Every flag that the avatar's browser gets, and why: for avatars, whoever drives the browser. */
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

/** For any browser that a program drives; most are for the whole browser, and strange to the shell. */
const DRIVEN = [
  '--remote-debugging-pipe',
  // Pages are opened by asking for them.
  '--no-startup-window',
  // The same features everywhere, whatever Chromium tries out at the moment.
  '--disable-field-trial-config',
  // Containers have next to no room in /dev/shm.
  '--disable-dev-shm-usage',
  // Colours are those of the page, on every screen.
  '--force-color-profile=srgb',
  // Where a GPU's driver fails, WebGL is drawn in software.
  '--enable-unsafe-swiftshader',
  // Nothing that reports, asks the person, or waits for an answer.
  '--disable-breakpad',
  '--metrics-recording-only',
  '--disable-stack-profiler',
  '--disable-hang-monitor',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  '--disable-infobars',
  '--password-store=basic',
  '--use-mock-keychain',
  // Nothing that runs beside our pages.
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-component-extensions-with-background-pages',
  '--no-service-autorun',
  // Started by an administrator of Windows, it would start itself again, without the pipes.
  '--do-not-de-elevate',
  // More traffic of its own, and addresses that are taken as they are given.
  '--disable-features=MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
];

/** A page that nobody sees has nothing to move for. */
const UNSEEN = ['--headless', '--hide-scrollbars', '--force-prefers-reduced-motion'];

/** What an avatar wants of a browser on this machine. */
export function chromiumFlags(headless: boolean, webgl: boolean): string[] {
  if (!hasGpu()) return [...ALWAYS, ...(webgl ? WITHOUT_GPU : WITHOUT_WEBGL)];
  return headless && process.platform === 'linux' ? [...ALWAYS, ...HEADLESS_GPU] : [...ALWAYS];
}

/** What we want of it to drive it ourselves. */
export function drivenFlags(headless: boolean): string[] {
  return headless ? [...DRIVEN, ...UNSEEN] : [...DRIVEN];
}
