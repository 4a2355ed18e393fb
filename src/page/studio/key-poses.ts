import {
  ARKIT_COUNT,
  ARKIT_INDEX,
  CueLog,
  createFacePose,
  Face,
  type ExpressionName,
  type FacePose,
} from '../face/index.ts';
import {
  MouthShaper,
  VISEME_INDEX,
  VISEMES,
  type Viseme,
  type VisemeTimeline,
} from '../lipsync/index.ts';

/** What is asked of a face that is otherwise left alone. */
export interface KeyPose {
  readonly viseme?: Viseme;
  readonly mood?: ExpressionName;
  /** Lids shut as in the middle of a blink. */
  readonly shut?: boolean;
  /** The bust turned to its left, degrees. */
  readonly turnDeg?: number;
}

/** The poses that a character is judged by. */
export const KEY_POSES: Readonly<Record<string, KeyPose>> = {
  neutral: {},
  smile: { mood: 'smile' },
  blink: { shut: true },
  threeQuarter: { turnDeg: -38 },
  ...Object.fromEntries(
    VISEMES.filter((name) => name !== 'sil').map((viseme) => [viseme, { viseme }]),
  ),
  surprise: { mood: 'surprise' },
  concern: { mood: 'concern' },
  profile: { turnDeg: -80 },
  back: { turnDeg: 160 },
};

/** A moment of this temperament in which it looks at the viewer and does not blink. */
const SEED = 3;
const MOMENT_SEC = 41.2;

/** The face in this pose, alive as at any other time: always the same. */
export function keyPose({ viseme, mood, shut }: KeyPose): FacePose {
  const pose = createFacePose();
  const cues = new CueLog();
  cues.setState('listening', -60);
  if (mood) cues.express(mood, MOMENT_SEC - 2, 1, 60);
  if (viseme) cues.mouth = mouthOf(viseme);
  new Face({ seed: SEED }).evaluate(MOMENT_SEC, cues, pose);
  if (shut) shutLids(pose.weights);
  return pose;
}

/** The mouth of a sound that is held for good. */
function mouthOf(viseme: Viseme): Float32Array {
  const held: VisemeTimeline = {
    length: Infinity,
    sample(_mediaSec, out) {
      out.fill(0);
      out[VISEME_INDEX[viseme]] = 1;
    },
    loudness: () => 0.8,
    confidence: () => 1,
  };
  const mouth = new Float32Array(ARKIT_COUNT);
  new MouthShaper().shape(held, 0, mouth);
  return mouth;
}

function shutLids(weights: Float32Array): void {
  for (const side of ['Left', 'Right'] as const) {
    weights[ARKIT_INDEX[`eyeSquint${side}`]] = 0;
    weights[ARKIT_INDEX[`eyeWide${side}`]] = 0;
    weights[ARKIT_INDEX[`eyeLookDown${side}`]] = 0;
    weights[ARKIT_INDEX[`eyeLookUp${side}`]] = 0;
    weights[ARKIT_INDEX[`eyeBlink${side}`]] = 1;
  }
}
