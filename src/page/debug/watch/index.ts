export { follow } from './follow.ts';
export { startRelay } from './relay.ts';
