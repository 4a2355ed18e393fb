export { ProgramError, type ProgramErrorReason } from './program-error.ts';
export { findPackageRoot } from './package-root.ts';
export { findFreeTcpPort, findFreeUdpPort } from './free-port.ts';
export { withLock } from './install/lock.ts';
export { showProgress } from './install/progress.ts';
export { findLivekitServer } from './livekit-server/find.ts';
export {
  startLivekitServer,
  type LivekitServer,
  type StartLivekitServerOptions,
} from './livekit-server/start.ts';
export type { ServerAccess } from './livekit-server/config.ts';
export { findChromium, type Chromium, type FindChromiumOptions } from './chromium/find.ts';
export { launchChromium, type LaunchChromiumOptions } from './chromium/launch.ts';
export { chromiumFlags } from './chromium/flags.ts';
export { startSandboxed } from './chromium/sandbox.ts';
export type { Browser } from './chromium/devtools/browser.ts';
export type { BrowserPage } from './chromium/devtools/page.ts';
export type { PageMessage } from './chromium/devtools/page-message.ts';
