/**
 * Takes pictures of the cast with the page's own face and renderer:
 *
 *   node scripts/run.js tools/head/sheet/main.ts sheet               # every character in every key pose
 *   node scripts/run.js tools/head/sheet/main.ts film FOLDER         # a stretch of its life, a PNG a frame
 *   node scripts/run.js tools/head/sheet/main.ts film FOLDER --speech e2e/speech/puppy.wav
 *
 * or finds out for the head's own build what of a GLB such pictures show:
 *
 *   node scripts/run.js tools/head/sheet/main.ts sight FILE --turn 0.1 --tries 900
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, withPictures } from './open-pictures.ts';
import type { Pictures } from './pictures.ts';

declare const pictures: Pictures;

const SHEET_POSES =
  'neutral,smile,blink,threeQuarter,PP,FF,TH,DD,kk,CH,SS,nn,RR,aa,E,I,O,U,surprise,concern';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    chars: { type: 'string' },
    poses: { type: 'string', default: SHEET_POSES },
    frame: { type: 'string' },
    cell: { type: 'string' },
    columns: { type: 'string' },
    'no-labels': { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(ROOT, 'tools/head/contact-sheet.webp') },
    seed: { type: 'string', default: '3' },
    fps: { type: 'string', default: '30' },
    from: { type: 'string', default: '0' },
    sec: { type: 'string', default: '10' },
    speech: { type: 'string' },
    'speech-at': { type: 'string', default: '0.5' },
    turn: { type: 'string', default: '0.1' },
    tries: { type: 'string', default: '900' },
  },
});

const [command, place] = positionals;
if (command === 'sheet') await withPictures(takeSheet);
else if (command === 'film' && place) await withPictures((page) => takeFilm(page, place));
else if (command === 'sight' && place) await withPictures((page) => tellSight(page, place));
else {
  const said = positionals.join(' ') || 'missing';
  throw new Error(`command is ${said}; say sheet, film FOLDER or sight FILE.`);
}

type Page = Parameters<Parameters<typeof withPictures>[0]>[0];

async function takeSheet(page: Page): Promise<void> {
  const poses = values.poses.split(',');
  const request = {
    characters: values.chars?.split(',') ?? listCast(),
    poses,
    frame: values.frame,
    cell: sizeOf(values.cell ?? '180x180'),
    columns: Number(values.columns ?? Math.min(10, poses.length)),
    labels: !values['no-labels'],
    type: `image/${path.extname(values.out).slice(1)}`,
  };
  const sheet = await page.evaluate((asked) => pictures.sheet(asked), request);
  writeFileSync(values.out, Buffer.from(sheet, 'base64'));
  console.log(values.out);
}

async function takeFilm(page: Page, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  for (const character of values.chars?.split(',') ?? listCast()) {
    const frames = await page.evaluate((asked) => pictures.film(asked), {
      character,
      seed: Number(values.seed),
      frame: values.frame ?? 'portrait',
      cell: sizeOf(values.cell ?? '360x360'),
      fps: Number(values.fps),
      fromSec: Number(values.from),
      durationSec: Number(values.sec),
      speech: values.speech && `/${values.speech}`,
      speechSec: Number(values['speech-at']),
    });
    for (const [i, frame] of frames.entries()) {
      const name = `${character}-${String(i).padStart(4, '0')}.png`;
      writeFileSync(path.join(to, name), Buffer.from(frame, 'base64'));
    }
    console.log(`${frames.length} frames of ${character} in ${to}`);
  }
}

/** Prints it as JSON. */
async function tellSight(page: Page, file: string): Promise<void> {
  const request = {
    glb: readFileSync(file, 'base64'),
    turnRad: Number(values.turn),
    tries: Number(values.tries),
  };
  const seen = await page.evaluate((asked) => pictures.sight(asked), request);
  console.log(JSON.stringify(seen));
}

function sizeOf(text: string): { width: number; height: number } {
  const [width, height] = text.split('x').map(Number);
  if (!width || !height) throw new Error(`cell is ${text}; give it as 360x360.`);
  return { width, height };
}

function listCast(): string[] {
  const files = readdirSync(path.join(ROOT, 'public/avatars'));
  return files.filter((file) => file.endsWith('.glb')).map((file) => path.parse(file).name);
}
