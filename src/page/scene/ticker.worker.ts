import { every } from './every.ts';

onmessage = ({ data: periodMs }: MessageEvent<number>) => every(periodMs, () => postMessage(0));
