export { Probe } from './probe.ts';
export type { ProbeEvent, ProbeEventOf, ProbeFact } from './events.ts';
export { tellCall } from './tell-call.ts';
export { Rig, type FrameView } from './rig.ts';
