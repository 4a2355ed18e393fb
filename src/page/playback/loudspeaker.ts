/** Lets the person before the page hear a track, while they want to. */
export class Loudspeaker {
  readonly #track: MediaStreamTrack;
  #context: AudioContext | undefined;

  constructor(track: MediaStreamTrack) {
    this.#track = track;
  }

  /** @param on turned on by a click: without one, browsers play nothing. */
  set(on: boolean): void {
    if (!on) return void this.#context?.suspend();
    this.#context ??= this.#open();
    void this.#context.resume();
  }

  close(): void {
    void this.#context?.close();
    this.#context = undefined;
  }

  #open(): AudioContext {
    const context = new AudioContext();
    context.createMediaStreamSource(new MediaStream([this.#track])).connect(context.destination);
    return context;
  }
}

/** True when this machine has a loudspeaker, or doesn't tell. */
export async function hasLoudspeaker(): Promise<boolean> {
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  return devices?.some(({ kind }) => kind === 'audiooutput') ?? true;
}
