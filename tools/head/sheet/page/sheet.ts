import {
  CROPS,
  KEY_POSES,
  keyPose,
  putPart,
  Studio,
  wholeSize,
} from '../../../../src/page/studio/index.ts';
import type { SheetRequest } from '../pictures.ts';
import { addressOf } from './address.ts';

const LABEL_PX = 18;

/** Draws every character in every pose. */
export async function drawSheet(request: SheetRequest): Promise<OffscreenCanvas> {
  const { characters, poses, cell, columns, labels } = request;
  const rows = Math.ceil(poses.length / columns);
  const rowPx = cell.height + (labels ? LABEL_PX : 0);
  const sheet = new OffscreenCanvas(columns * cell.width, characters.length * rows * rowPx);
  const canvas = sheet.getContext('2d')!;
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, sheet.width, sheet.height);
  for (const [block, character] of characters.entries()) {
    for (const [index, pose] of poses.entries()) {
      const x = (index % columns) * cell.width;
      const y = (block * rows + Math.floor(index / columns)) * rowPx;
      await drawCell(canvas, request, { character, pose, x, y });
    }
  }
  closeStudios();
  return sheet;
}

async function drawCell(
  canvas: OffscreenCanvasRenderingContext2D,
  { frame, cell, labels }: SheetRequest,
  { character, pose, x, y }: { character: string; pose: string; x: number; y: number },
): Promise<void> {
  const key = KEY_POSES[pose];
  if (!key) throw new Error(`pose is ${pose}; choose of ${Object.keys(KEY_POSES).join(', ')}.`);
  const crop = CROPS[frame ?? (key.viseme ? 'talk' : 'portrait')];
  if (!crop) throw new Error(`frame is ${frame}; choose of ${Object.keys(CROPS).join(', ')}.`);
  const studio = await studioOf(character, wholeSize(crop, cell));
  putPart(canvas, studio.draw(keyPose(key), key), crop, x, y);
  if (!labels) return;
  canvas.fillStyle = '#333';
  canvas.font = '12px sans-serif';
  canvas.textAlign = 'center';
  canvas.fillText(`${character} · ${pose}`, x + cell.width / 2, y + cell.height + LABEL_PX - 5);
}

const studios = new Map<string, Promise<Studio>>();

function studioOf(character: string, size: { width: number; height: number }): Promise<Studio> {
  const name = `${character} ${size.width}x${size.height}`;
  const studio = studios.get(name) ?? Studio.open(addressOf(character), size);
  studios.set(name, studio);
  return studio;
}

function closeStudios(): void {
  for (const studio of studios.values()) void studio.then((open) => open.close());
  studios.clear();
}
