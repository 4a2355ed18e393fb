import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What the package's classes need of a browser: ports that deliver at once, and nothing else. */
class Port {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  peer: Port | null = null;
  postMessage(data: unknown): void {
    this.peer?.onmessage?.({ data });
  }
}

interface Processor {
  readonly port: Port;
  process(inputs: Float32Array[][], outputs: [], parameters: Record<string, never>): boolean;
}

interface HeadAudioNode {
  readonly port: Port;
  onvalue: ((key: string, value: number) => void) | null;
  onviseme: ((event: { viseme: number }) => void) | null;
  onended: (() => void) | null;
  visemeNames: string[];
  loadModel(url: string): Promise<void>;
  update(deltaMs: number): void;
}

type ProcessorClass = new (options: object) => Processor;

const scope = globalThis as unknown as Record<string, unknown>;
const PACKAGE = fileURLToPath(import.meta.resolve('@met4citizen/headaudio/package.json'));

let registered: ProcessorClass | undefined;

async function loadClasses(): Promise<{ Node: new (c: null, o: object) => HeadAudioNode }> {
  scope['AudioWorkletProcessor'] = class {
    port = new Port();
  };
  scope['AudioWorkletNode'] = class {
    port = new Port();
  };
  scope['registerProcessor'] = (_name: string, processor: ProcessorClass) => {
    registered = processor;
  };
  await import(PACKAGE.replace('package.json', 'modules/headworklet.mjs'));
  const main = (await import(PACKAGE.replace('package.json', 'modules/headaudio.mjs'))) as {
    HeadAudio: new (context: null, options: object) => HeadAudioNode;
  };
  return { Node: main.HeadAudio };
}

async function modelUrl(): Promise<string> {
  const bytes = await readFile(PACKAGE.replace('package.json', 'dist/model-en-mixed.bin'));
  return `data:application/octet-stream;base64,${bytes.toString('base64')}`;
}

/** The published node and processor of `@met4citizen/headaudio`, unchanged, joined as in a browser. */
export async function createHeadAudio(
  sampleRateHz: number,
): Promise<{ node: HeadAudioNode; feed: (block: Float32Array) => void }> {
  const { Node } = await loadClasses();
  scope['sampleRate'] = sampleRateHz;
  const options = { processorOptions: { visemeEventsEnabled: true } };
  const node = new Node(null, options);
  const processor = new registered!(options);
  node.port.peer = processor.port;
  processor.port.peer = node.port;
  await node.loadModel(await modelUrl());
  return { node, feed: (block) => processor.process([[block]], [], {}) };
}
