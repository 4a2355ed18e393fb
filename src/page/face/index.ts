export { ARKIT_BLENDSHAPES, ARKIT_COUNT, ARKIT_INDEX, type ArkitName } from './arkit.ts';
export { DEFAULT_LIMITS, type CharacterLimits } from './character.ts';
export { CueLog } from './cue-log.ts';
export {
  AGENT_STATES,
  type Accent,
  type AgentState,
  type Expression,
  type FaceCues,
  type Gesture,
  type Interruption,
  type Phrase,
  type StateChange,
} from './cues.ts';
export { EXPRESSION_NAMES, type ExpressionName } from './expressions.ts';
export { Face, type FaceOptions } from './face.ts';
export { FaceError, type FaceErrorReason } from './face-error.ts';
export { GESTURE_NAMES, type GestureName } from './gestures.ts';
export { createFacePose, type FacePose, type Gaze, type HeadPose } from './pose.ts';
export { ShownPose } from './shown-pose.ts';
