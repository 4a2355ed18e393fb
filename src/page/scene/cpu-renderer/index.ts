/** A renderer for machines without a GPU. */
export { CpuRenderer, type CpuRendererOptions } from './cpu-renderer.ts';
export { findUnsupported, isSupported, type Unsupported } from './unsupported.ts';
