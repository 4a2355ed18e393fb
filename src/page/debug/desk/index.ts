export { Desk } from './desk.ts';
export { download, timeStamp } from './download.ts';
export { pace } from './pace.ts';
export { spanOf } from './view.ts';
