/** A renderer for machines without a GPU. */
export { CpuRenderer, type CpuRendererOptions } from './cpu-renderer.ts';
export { type I420Frame } from './i420-frame.ts';
export { findUnsupported, isSupported, type Unsupported } from './unsupported.ts';
