/**
 * Speech goes out at this rate. The clips and Opus could carry more; 24 kHz is what speech models
 * send, so the demo shows the usual case.
 */
export const SPEECH_RATE_HZ = 24_000;
