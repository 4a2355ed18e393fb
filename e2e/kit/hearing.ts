import type { Page } from '@playwright/test';

/** How loud the avatar is heard, over 0.2 s, as RMS of full scale. */
export function measureLoudness(on: Page): Promise<number> {
  return on.evaluate(async () => {
    const sounds = [...document.querySelectorAll('audio')].map(({ srcObject }) => srcObject);
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 8192 });
    for (const sound of sounds) {
      if (sound instanceof MediaStream) context.createMediaStreamSource(sound).connect(analyser);
    }
    const samples = new Float32Array(analyser.fftSize);
    const filled = analyser.fftSize / context.sampleRate;
    while (context.currentTime < filled + 0.05) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
  });
}

/** When one speech was heard and its caption was seen, on the page's own clock. */
export interface CaptionedSpeech {
  readonly soundStartMs: number;
  readonly soundEndMs: number;
  readonly firstWordMs: number;
  readonly lastWordMs: number;
}

/** Follows the next speech from its first sound to its end, and its caption with it. */
export function hearWithCaptions(on: Page): Promise<CaptionedSpeech> {
  return on.evaluate(async () => {
    const audibleRms = 0.004;
    const overMs = 1_200;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    const sound = document.querySelector('audio')!.srcObject as MediaStream;
    context.createMediaStreamSource(sound).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const heardMs: number[] = [];
    const changedMs: number[] = [];
    let caption = document.querySelector('.captions')!.textContent;
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const nowMs = performance.now();
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
      if (Math.sqrt(power) > audibleRms) heardMs.push(nowMs);
      const text = document.querySelector('.captions')!.textContent;
      if (text !== caption) changedMs.push(nowMs);
      caption = text;
      if (heardMs.length > 0 && nowMs - heardMs.at(-1)! > overMs) break;
    }
    await context.close();
    return {
      soundStartMs: heardMs[0]!,
      soundEndMs: heardMs.at(-1)!,
      firstWordMs: changedMs[0]!,
      lastWordMs: changedMs.at(-1)!,
    };
  });
}
