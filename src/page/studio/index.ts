export { CROPS, putPart, wholeSize, type Crop } from './crop.ts';
export { KEY_POSES, keyPose, type KeyPose } from './key-poses.ts';
export { Recital } from './recital.ts';
export { Studio } from './studio.ts';
