import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { amplitude, createHeadAudioContender, createOurs, type Contender } from './contenders.ts';
import { collectGoals } from './goals.ts';
import { scoreLips, trackLips, type LipScores } from './lips.ts';
import { drawPlot } from './plot.ts';
import { table, tableOfGoals, tableOfResults } from './report.ts';
import { measure, readModel, type Result } from './run.ts';
import { addNoise, makeSounds, pinkNoise, resample, whiteNoise } from './sounds.ts';
import { speak, type Utterance } from './speech.ts';

/** Voices of flite; each is measured with a model that never heard it. */
const VOICES = {
  rms: 'src/page/lipsync/model.bin',
  awb: 'bench/lipsync/models/without-awb.bin',
  slt: 'bench/lipsync/models/without-slt.bin',
  kal16: 'bench/lipsync/models/without-kal16.bin',
} as const;

type Voice = keyof typeof VOICES;

const DOCS = new URL('../../docs/', import.meta.url);

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});

const others: readonly Contender[] = [
  createHeadAudioContender('detected'),
  createHeadAudioContender('animated'),
  amplitude,
];

async function speakAll(voice: Voice): Promise<Utterance[]> {
  const file = await readFile(new URL('sentences.json', import.meta.url), 'utf8');
  const sentences = JSON.parse(file) as string[];
  const utterances: Utterance[] = [];
  for (const text of options.quick ? sentences.slice(-6) : sentences) {
    utterances.push(await speak(voice, text));
  }
  return utterances;
}

async function measureVoice(voice: Voice, utterances: readonly Utterance[]): Promise<Result[]> {
  const model = await readModel(VOICES[voice]);
  const results: Result[] = [];
  for (const contender of [createOurs(model), createOurs(model, true), ...others]) {
    results.push(await measure(contender, utterances));
  }
  return results;
}

/** What one sees of the finished mouth. */
function sentenceOf({ recall, mistaken }: LipScores): string {
  const [met, wrong] = [recall, mistaken].map((share) => `${(100 * share).toFixed(1)} %`);
  return `The finished mouth's lips touch on ${met} of p, b, m; ${wrong} of the times that they touch, there is none.`;
}

/** A voice of the training, measured with a model that was trained without it. */
async function reportLeftOut(voice: Voice): Promise<string> {
  const title = `### ${voice}, left out of the training`;
  if (!existsSync(new URL(`../../${VOICES[voice]}`, import.meta.url))) {
    return `${title}\n\nNot measured: ${VOICES[voice]} has not been trained (see tools/lipsync).`;
  }
  const utterances = await speakAll(voice);
  const lips = scoreLips(utterances, await readModel(VOICES[voice]));
  return `${title}\n\n${tableOfResults(await measureVoice(voice, utterances))}\n\n${sentenceOf(lips)}`;
}

/** The unseen voice over worse lines. */
async function measureLines(utterances: readonly Utterance[]): Promise<[string, Result[]][]> {
  const ours = createOurs(await readModel(VOICES.rms));
  const both = [ours, createHeadAudioContender('detected')];
  const lines: [string, Parameters<typeof measure>[2]][] = [
    ['8 kHz', (sound) => resample(sound, 8000)],
    ['48 kHz', (sound) => resample(sound, 48_000)],
    ['white noise, 10 dB', (sound, i) => addNoise(sound, whiteNoise, 10, i + 1)],
    ['pink noise, 10 dB', (sound, i) => addNoise(sound, pinkNoise, 10, i + 1)],
  ];
  const found: [string, Result[]][] = [];
  for (const [name, alter] of lines) {
    const results: Result[] = [];
    for (const contender of both) results.push(await measure(contender, utterances, alter));
    found.push([name, results]);
  }
  return found;
}

interface Mistaken {
  readonly sound: string;
  /** Share of frames shown as speech, by us and by HeadAudio. */
  readonly ours: number;
  readonly headAudio: number;
  /** The widest that our jaw opens. */
  readonly jaw: number;
}

async function measureSounds(): Promise<Mistaken[]> {
  const model = await readModel(VOICES.rms);
  const [ours, headAudio] = [createOurs(model), createHeadAudioContender('detected')];
  const speechShare = async (contender: Contender, sound: Parameters<Contender['read']>[0]) => {
    const { visemes } = await contender.read(sound);
    return visemes.filter((viseme) => viseme !== 0).length / visemes.length;
  };
  const found: Mistaken[] = [];
  for (const [name, sound] of Object.entries(makeSounds())) {
    found.push({
      sound: name,
      ours: await speechShare(ours, sound),
      headAudio: await speechShare(headAudio, sound),
      jaw: Math.max(...trackLips(sound, model).jawOpen),
    });
  }
  return found;
}

async function main(): Promise<void> {
  const parts: string[] = [];
  const unseen = await speakAll('rms');
  const model = await readModel(VOICES.rms);
  const results = await measureVoice('rms', unseen);
  const lines = await measureLines(unseen);
  const sounds = await measureSounds();
  const lips = scoreLips(unseen, model);
  parts.push(`### The unseen voice (rms)\n\n${tableOfResults(results)}\n\n${sentenceOf(lips)}`);
  for (const voice of ['awb', 'slt', 'kal16'] as const) parts.push(await reportLeftOut(voice));
  for (const [name, found] of lines) parts.push(`### rms, ${name}\n\n${tableOfResults(found)}`);
  const rows = sounds.map(({ sound, ours, headAudio, jaw }) => [
    sound,
    `${(100 * ours).toFixed(1)} %`,
    `${(100 * headAudio).toFixed(1)} %`,
    jaw.toFixed(2),
  ]);
  const header = ['sound', 'taken for speech: Mouthpiece', 'HeadAudio', 'our widest jaw'];
  parts.push(`### Sounds that are no speech\n\n${table(header, rows)}`);
  const goals = collectGoals({ results, lines, sounds, lips });
  parts.unshift(`### Goals\n\n${tableOfGoals(goals)}`);
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`;
  parts.unshift(`Measured on ${new Date().toISOString().slice(0, 10)}, ${machine}.`);
  const text = parts.join('\n\n');
  console.log(text);
  if (options.write) await writeDocs(text, unseen);
}

const BEGIN = '<!-- bench:lipsync -->';
const END = '<!-- /bench:lipsync -->';

async function writeDocs(text: string, utterances: readonly Utterance[]): Promise<void> {
  const page = new URL('lipsync.md', DOCS);
  const before = await readFile(page, 'utf8');
  const [head, rest] = before.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined)
    throw new Error(`${page.pathname} has no ${BEGIN}.`);
  await writeFile(page, `${head}${BEGIN}\n\n${text}\n\n${END}${tail}`);
  const plotted = utterances.at(-1)!;
  const plot = await drawPlot(plotted, [createOurs(await readModel(VOICES.rms)), ...others]);
  await writeFile(new URL('lipsync.svg', DOCS), plot);
}

await main();
