export { AvatarRoom, type AvatarRoomHandlers } from './avatar-room.ts';
export { departureOf, ended, type Departure } from './departure.ts';
export { PageError } from './page-error.ts';
export { PresenceWatch } from './presence.ts';
