import os from 'node:os';
import path from 'node:path';
import { findOnPath, isProgram } from '../search-path.ts';

const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell', 'headless-shell'];

const BROWSERS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'chrome',
  'msedge',
];

const MAC_BROWSERS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_BROWSERS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** A headless shell that is installed on this machine. */
export function findInstalledShell(): string | undefined {
  return findOnPath(SHELLS);
}

/** A whole browser that is installed on this machine. */
export function findInstalledBrowser(): string | undefined {
  return findOnPath(BROWSERS) ?? usualPlaces().find(isProgram);
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', path.join(os.homedir(), 'Applications')].flatMap((folder) =>
      MAC_BROWSERS.map((file) => path.join(folder, file)),
    );
  }
  if (process.platform !== 'win32') return [];
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .flatMap((variable) => process.env[variable] ?? [])
    .flatMap((folder) => WINDOWS_BROWSERS.map((file) => path.join(folder, file)));
}
