/// <reference types="dom-mediacapture-transform" />
import { loadHead, type HeadScene } from '../../../src/page/scene/cpu-renderer/fixtures/head.ts';
import { CpuRenderer } from '../../../src/page/scene/cpu-renderer/index.ts';
import { NUMBERS, NUMBER_ROWS, readNumber, writeNumber } from './frame-number.ts';

export interface Trial {
  readonly codec: string;
  /** A face at rest makes only some of the frames. */
  readonly speaking: boolean;
  readonly width: number;
  readonly height: number;
  readonly kbps: number;
  readonly seconds: number;
}

export interface Outcome {
  readonly encodeMs: number;
  readonly kbps: number;
  readonly fps: number;
  /** Of the luma, decoded against drawn; median and the worst twentieth. */
  readonly psnrDb: number;
  readonly worstPsnrDb: number;
  /** Size of the decoded picture: browsers shrink what costs too much. */
  readonly size: string;
}

const FPS = 30;
/** As `publish/frame-loop.ts` sends it. */
const FPS_AT_REST = 7.5;
/** Encoders look back for the frame rate of three. */
const WARM_UP_SEC = 4;

const stage = await loadHead('/avatars/mira.glb');

const encodings = {
  /** Codecs that this browser can send, such as `VP8`. */
  codecs(): string[] {
    const known = RTCRtpSender.getCapabilities('video')!.codecs;
    return [...new Set(known.map(({ mimeType }) => mimeType.slice('video/'.length)))].filter(
      (name) => !/^(rtx|red|ulpfec|flexfec-03)$/.test(name),
    );
  },

  /** Sends a head through WebRTC to this page itself. */
  async run(trial: Trial): Promise<Outcome> {
    const { width, height, seconds, speaking } = trial;
    const fps = speaking ? FPS : FPS_AT_REST;
    const renderer = await CpuRenderer.create({ width, height, background: '#9eb3bf' });
    const drawn = new Map<number, Uint8Array>();
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    const writer = generator.writable.getWriter();
    const link = await connect(generator, trial);
    const quality = judge(link.track, drawn);
    let frame = 0;
    const stop = startTicker(fps, () => {
      const number = frame++ % NUMBERS;
      pose(stage, (frame * FPS) / fps, speaking);
      renderer.render(stage.scene, stage.camera);
      const { data, layout } = renderer.frame;
      writeNumber(data, layout[0]!.stride, number);
      drawn.set(number, data.slice(0, layout[0]!.stride * height));
      void writer.write(renderer.toVideoFrame(performance.now() * 1000));
    });
    await pass(WARM_UP_SEC);
    quality.start();
    const before = await link.stats();
    await pass(seconds);
    const after = await link.stats();
    stop();
    link.close();
    generator.stop();
    renderer.dispose();
    const frames = after.framesEncoded - before.framesEncoded;
    return {
      encodeMs: ((after.totalEncodeTime - before.totalEncodeTime) / frames) * 1000,
      kbps: ((after.bytesSent - before.bytesSent) * 8) / seconds / 1000,
      fps: frames / seconds,
      ...quality.result(),
    };
  },
};

export type Encodings = typeof encodings;
Object.assign(globalThis, { encodings });

/** Speech, more or less: the jaw moves, the head sways, the eyes blink; at rest all but the jaw. */
function pose({ head, setWeights }: HeadScene, frame: number, speaking: boolean): void {
  const open = speaking ? Math.abs(Math.sin(frame / 3)) * 0.6 : 0;
  const blink = Math.max(0, Math.sin(frame / 15) * 8 - 7);
  setWeights({
    jawOpen: open,
    mouthFunnel: open * 0.2,
    eyeBlinkLeft: blink,
    eyeBlinkRight: blink,
  });
  head.rotation.y = Math.sin(frame / 40) * 0.06;
}

interface OutboundVideo {
  readonly type: string;
  readonly kind?: string;
  readonly framesEncoded: number;
  readonly totalEncodeTime: number;
  readonly bytesSent: number;
}

async function connect(track: MediaStreamTrack, { codec, kbps }: Trial) {
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
  to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined);
  const incoming = new Promise<MediaStreamTrack>((resolve) => {
    to.ontrack = (event) => resolve(event.track);
  });
  const transceiver = from.addTransceiver(track, {
    sendEncodings: [{ maxBitrate: kbps * 1000, maxFramerate: FPS }],
  });
  const { codecs } = RTCRtpSender.getCapabilities('video')!;
  transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === `video/${codec}`));
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription!);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription!);
  const { sender } = transceiver;
  const parameters = sender.getParameters();
  await sender.setParameters({ ...parameters, degradationPreference: 'maintain-resolution' });
  return {
    track: await incoming,
    async stats(): Promise<OutboundVideo> {
      const reports = [...(await sender.getStats()).values()] as OutboundVideo[];
      return reports.find(({ type }) => type === 'outbound-rtp')!;
    },
    close() {
      from.close();
      to.close();
    },
  };
}

/** Compares what is decoded with what was drawn. */
function judge(track: MediaStreamTrack, drawn: ReadonlyMap<number, Uint8Array>) {
  const psnr: number[] = [];
  let size = '';
  let counts = false;
  void (async () => {
    const reader = new MediaStreamTrackProcessor({
      track: track as MediaStreamVideoTrack,
    }).readable.getReader();
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      if (counts) {
        size = `${frame.codedWidth}x${frame.codedHeight}`;
        const bytes = new Uint8Array(frame.allocationSize());
        const [luma] = await frame.copyTo(bytes);
        const source = drawn.get(readNumber(bytes, luma!.stride));
        if (source) psnr.push(compare(source, bytes, luma!.stride, frame.codedHeight));
      }
      frame.close();
    }
  })();
  return {
    start: () => void (counts = true),
    result() {
      const sorted = psnr.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
      return { psnrDb: at(0.5), worstPsnrDb: at(0.05), size };
    },
  };
}

function compare(a: Uint8Array, b: Uint8Array, stride: number, height: number): number {
  let sum = 0;
  const start = NUMBER_ROWS * stride;
  for (let i = start; i < height * stride; i++) sum += (a[i]! - b[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / Math.max(sum / (height * stride - start), 1e-9));
}

function startTicker(fps: number, onTick: () => void): () => void {
  const program = `setInterval(() => postMessage(0), ${1000 / fps})`;
  const worker = new Worker(URL.createObjectURL(new Blob([program])));
  worker.onmessage = onTick;
  return () => worker.terminate();
}

const pass = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
