import { createRoot } from 'react-dom/client';
import { download, timeStamp, type Desk } from './desk/index.ts';
import { Workbench, type WorkbenchProps } from './screens/Workbench.tsx';
import './screens/workbench.css';

/** Global under which the desk can be reached from the browser's console. */
const DESK_HANDLE = 'mouthpieceDesk';

/** Puts a workbench into the page. */
export function show(props: Omit<WorkbenchProps, 'onSnapshot'>): void {
  (globalThis as Record<string, unknown>)[DESK_HANDLE] = props.desk;
  document.title = `${props.title} · Mouthpiece workbench`;
  createRoot(document.getElementById('root')!).render(
    <Workbench {...props} onSnapshot={() => void snapshot(props.desk)} />,
  );
}

function sizeOf(source: HTMLVideoElement | HTMLImageElement | HTMLCanvasElement) {
  if (source instanceof HTMLVideoElement)
    return { width: source.videoWidth, height: source.videoHeight };
  if (source instanceof HTMLImageElement)
    return { width: source.naturalWidth, height: source.naturalHeight };
  return source;
}

/** Saves the picture that is in sight. */
async function snapshot(desk: Desk): Promise<void> {
  const { still } = desk.store.getState();
  // As it goes out: of this page, or of one that is watched.
  const live = document.querySelector<HTMLVideoElement | HTMLImageElement>('video, .picture img');
  const source = still ? desk.still.canvas : live;
  if (!source) return desk.say('There is no picture yet.');
  const { width, height } = sizeOf(source);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(source, 0, 0);
  download(await canvas.convertToBlob(), `mouthpiece-${timeStamp(new Date())}.png`);
}
