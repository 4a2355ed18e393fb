import { useTracks, type TrackReference } from '@livekit/components-react';
import { Track } from 'livekit-client';
import { ATTRIBUTE_PUBLISH_ON_BEHALF } from '../../protocol/index.ts';

/** What there is to see and hear of an agent. */
export interface Avatars {
  /** Its faces, the one to be seen first: while one takes over from another there are two. */
  readonly pictures: readonly TrackReference[];
  /** Its avatars' voices, and its own when it has to do without a face. All are to be played. */
  readonly sounds: readonly TrackReference[];
}

/**
 * Finds an agent's avatars, also while one takes over from another: until the old one has left, its
 * face is the one that moves, but the new one may speak already.
 */
export function useAvatars(agentIdentity: string | undefined): Avatars {
  const tracks = useTracks([Track.Source.Camera, Track.Source.Microphone], {
    onlySubscribed: true,
  });
  const own = tracks
    .filter(({ participant }) => !participant.isLocal && speaksFor(participant, agentIdentity))
    .toSorted((a, b) => joinedMs(a) - joinedMs(b));
  return {
    pictures: own.filter(({ source }) => source === Track.Source.Camera),
    sounds: own.filter(({ source }) => source === Track.Source.Microphone),
  };
}

function speaksFor(
  { identity, attributes }: TrackReference['participant'],
  agentIdentity: string | undefined,
): boolean {
  if (agentIdentity === undefined) return false;
  return identity === agentIdentity || attributes[ATTRIBUTE_PUBLISH_ON_BEHALF] === agentIdentity;
}

function joinedMs({ participant }: TrackReference): number {
  return participant.joinedAt?.getTime() ?? 0;
}
