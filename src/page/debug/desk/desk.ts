import { createStore } from 'zustand/vanilla';
import { fetchModel } from '../../lipsync/fetch-model.ts';
import { loadResamplers } from '../../playback/resampler.ts';
import type { FrameView, ProbeEvent } from '../../probe/index.ts';
import { findTrouble, History, readFigures, type Figures, type Finding } from '../history/index.ts';
import { decodeRecording, Recorder, RECORDING_SUFFIX } from '../recording/index.ts';
import { drawStrip, replay, shootFilm, verdictOf, type Replay } from '../replay/index.ts';
import type { Span } from '../timeline/index.ts';
import { download, timeStamp } from './download.ts';
import { faceAt } from './face-at.ts';
import { ReplaySound } from './replay-sound.ts';
import { Still } from './still.ts';
import { FIRST_VIEW, follow, pause, pick, scale, zoomTo, type View } from './view.ts';

/** Figures kept to show where they come from. */
const TREND_LENGTH = 120;

export interface DeskState {
  readonly view: View;
  readonly figures: Figures | undefined;
  /** The figures of the last minute, or of the whole recording. */
  readonly trend: readonly Figures[];
  readonly findings: readonly Finding[];
  /** The recording that is looked at instead of what goes on. */
  readonly replay: (Replay & { readonly name: string }) | undefined;
  /** What is being done that takes a while. */
  readonly busy: string | undefined;
  readonly trouble: string | undefined;
  /** The picture of an avatar elsewhere. */
  readonly picture: string | undefined;
  /** A face of another moment is shown. */
  readonly still: boolean;
  /** Counts the refreshes. */
  readonly tick: number;
}

/** What lies on the workbench: a history that grows, a recorder, and the part of it that one looks at. */
export class Desk {
  readonly store = createStore<DeskState>(() => ({
    view: FIRST_VIEW,
    figures: undefined,
    trend: [],
    findings: [],
    replay: undefined,
    busy: undefined,
    trouble: undefined,
    picture: undefined,
    still: false,
    tick: 0,
  }));
  readonly still = new Still();
  readonly recorder = new Recorder();
  readonly #live = new History();
  readonly #sound = new ReplaySound();
  /** The page's clock when the last event was told. */
  #told: { atMs: number; endSec: number } | undefined;

  /** Takes what a probe tells. */
  take(event: ProbeEvent): void {
    this.#live.handle(event);
    this.recorder.take(event);
    this.#told = { atMs: performance.now(), endSec: this.#live.endSec };
  }

  look(view: FrameView): void {
    this.#live.look(view);
  }

  /** What panels show: what goes on, or a recording. */
  get history(): History {
    return this.store.getState().replay?.history ?? this.#live;
  }

  /** The end of the axis now. */
  get nowSec(): number {
    const { replay: shown } = this.store.getState();
    if (shown) return shown.history.endSec;
    const told = this.#told;
    return told ? told.endSec + (performance.now() - told.atMs) / 1000 : 0;
  }

  /** The moment that figures are of. */
  get shownSec(): number {
    const { view } = this.store.getState();
    if (view.pickedSec !== undefined) return view.pickedSec;
    return view.following ? this.nowSec : view.endSec;
  }

  /** Reads the figures anew. */
  refresh(): void {
    const { history, shownSec } = this;
    const figures = readFigures(history, shownSec);
    const findings = findTrouble(history, figures, shownSec);
    const { replay: shown, view, trend, tick } = this.store.getState();
    const grows = view.following && !shown;
    this.store.setState({
      figures,
      findings,
      trend: grows ? [...trend, figures].slice(-TREND_LENGTH) : trend,
      tick: tick + 1,
    });
  }

  pause(): void {
    this.#setView(pause(this.#view, this.nowSec));
  }

  follow(): void {
    this.#sound.stop();
    this.#setView(follow(this.#view));
    this.store.setState({ still: false });
  }

  scale(factor: number): void {
    this.#setView(scale(this.#view, factor, this.nowSec));
  }

  zoomTo(span: Span): void {
    this.#setView(zoomTo(this.#view, span));
  }

  /** Shows the face of a moment. */
  pick(atSec: number): void {
    this.#setView(pick({ ...this.#view, rate: 0 }, atSec, this.nowSec));
    this.#sound.stop();
    this.#showFace(atSec);
  }

  /** Shows the frame before or after the one in sight. */
  step(frames: number): void {
    const { history } = this;
    const from = history.frameIndexAt(this.shownSec);
    const frame = history.frames[Math.max(0, Math.min(history.frames.length - 1, from + frames))];
    if (frame) this.pick(frame.atSec);
  }

  /** Goes on from the picked moment at this rate, with its sound where that is known. */
  play(rate: number): void {
    const fromSec = this.shownSec;
    this.#setView({ ...pick(this.#view, fromSec, this.nowSec), rate });
    const { replay: shown } = this.store.getState();
    this.#sound.stop();
    if (shown) this.#sound.play(shown, fromSec, rate);
    let lastMs = performance.now();
    const advance = (nowMs: number) => {
      const view = this.#view;
      if (view.rate !== rate || view.pickedSec === undefined) return;
      const atSec = view.pickedSec + (rate * (nowMs - lastMs)) / 1000;
      lastMs = nowMs;
      if (atSec > this.nowSec) return this.#setView({ ...view, rate: 0 });
      this.#setView({ ...pick(view, atSec, this.nowSec), rate });
      this.#showFace(atSec);
      requestAnimationFrame(advance);
    };
    requestAnimationFrame(advance);
  }

  /** Performs a recording again and shows it. */
  async open(file: File): Promise<void> {
    await this.#try(`Replaying ${file.name}`, async () => {
      const { events } = await decodeRecording(file);
      const [model, makeResampler] = await Promise.all([fetchModel(), loadResamplers()]);
      const shown = replay(events, { model, makeResampler });
      this.still.reset();
      const { endSec } = shown.history;
      const trend = Array.from({ length: TREND_LENGTH }, (_, i) =>
        readFigures(shown.history, (endSec * i) / TREND_LENGTH),
      );
      this.store.setState({ replay: { ...shown, name: file.name }, trend });
      this.#setView({ ...FIRST_VIEW, following: false, endSec, spanSec: Math.max(1, endSec) });
      this.pick(firstSpoken(shown.history) ?? 0);
    });
  }

  /**
   * The same for a program.
   *
   * @returns how exactly it was replayed.
   * @throws {Error} saying why not.
   */
  async perform(file: File): Promise<string> {
    await this.open(file);
    const { replay: shown, trouble } = this.store.getState();
    if (trouble !== undefined || !shown) throw new Error(trouble);
    return verdictOf(shown);
  }

  /** Looks at what goes on again. */
  closeReplay(): void {
    this.#sound.stop();
    this.still.reset();
    this.store.setState({ replay: undefined, still: false, trend: [], view: FIRST_VIEW });
  }

  async save(): Promise<void> {
    await this.#try('Packing the recording', async () =>
      download(
        await this.recorder.save(),
        `mouthpiece-${timeStamp(new Date())}${RECORDING_SUFFIX}`,
      ),
    );
  }

  /** Shows a picture of an avatar elsewhere. */
  picture(picture: string): void {
    this.store.setState({ picture });
  }

  /** The recording on the desk as a file: a strip of faces, or a film. */
  async render(kind: 'png' | 'webm'): Promise<Blob> {
    const shown = this.store.getState().replay;
    if (!shown) throw new Error('Open a recording first.');
    return kind === 'png' ? drawStrip(shown, this.still) : shootFilm(shown, this.still);
  }

  say(trouble: string | undefined): void {
    this.store.setState({ trouble });
  }

  get #view(): View {
    return this.store.getState().view;
  }

  #setView(view: View): void {
    this.store.setState({ view });
  }

  #showFace(atSec: number): void {
    const { history } = this;
    const face = faceAt(history, atSec);
    if (!face || !history.scene) return;
    this.store.setState({ still: true });
    this.still.draw(face, history.scene).catch((error: unknown) => this.say(String(error)));
  }

  async #try(busy: string, work: () => Promise<void>): Promise<void> {
    this.store.setState({ busy, trouble: undefined });
    try {
      await work();
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    } finally {
      this.store.setState({ busy: undefined });
    }
  }
}

function firstSpoken({ frames }: History): number | undefined {
  return frames.find(({ segment }) => segment !== undefined)?.atSec;
}
