export { runDemo, type DemoOptions } from './run-demo.ts';
export { DemoError, type DemoErrorReason } from './demo-error.ts';
