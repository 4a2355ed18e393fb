import { DemoError } from './demo-error.ts';

/** What the demo's agent is made of. Only who writes agents has it, so Mouthpiece does not bring it. */
const PACKAGES = ['@livekit/agents', '@livekit/rtc-node'] as const;

/** @throws {DemoError} `agents_missing`, with the command that brings what is missing. */
export function requireAgents(isInstalled: (name: string) => boolean = canResolve): void {
  const missing = PACKAGES.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const along = PACKAGES.map((name) => `-p ${name}`).join(' ');
  throw new DemoError(
    'agents_missing',
    `The demo’s agent needs ${missing.join(' and ')}, which Mouthpiece does not bring along: run “npx -p mouthpiece ${along} mouthpiece demo”, or “npm install ${missing.join(' ')}” beside mouthpiece.`,
  );
}

function canResolve(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
