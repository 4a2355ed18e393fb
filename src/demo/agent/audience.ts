import {
  ParticipantKind,
  RoomEvent,
  TrackKind,
  type Participant,
  type RemoteParticipant,
  type RemoteTrack,
  type RemoteTrackPublication,
  type Room,
} from '@livekit/rtc-node';
import { ATTRIBUTE_HEARING } from '../wire.ts';

/** What the {@link watchAudience | audience} does. Identities are those of people, never of agents. */
export interface AudienceEvents {
  /** Somebody came; the newest is the one to talk with. */
  onArrived(identity: string): void;
  /** They hear sound from now on. Once per person. */
  onHearing(identity: string): void;
  onMicrophone(identity: string, track: RemoteTrack): void;
  onMuted(identity: string): void;
  onLeft(identity: string): void;
}

/**
 * Tells of the people in the room, those who are there already first, and subscribes to their
 * microphones. Nothing else is subscribed: the agent need not decode its own avatar.
 */
export function watchAudience(room: Room, events: AudienceEvents): void {
  const hearing = new Set<string>();
  const noteHearing = (person: Participant) => {
    if (!isPerson(person) || person.attributes[ATTRIBUTE_HEARING] !== 'yes') return;
    if (hearing.has(person.identity)) return;
    hearing.add(person.identity);
    events.onHearing(person.identity);
  };
  const arrive = (person: RemoteParticipant) => {
    if (!isPerson(person)) return;
    events.onArrived(person.identity);
    noteHearing(person);
    for (const publication of person.trackPublications.values()) {
      subscribe(publication, person);
    }
  };

  room
    .on(RoomEvent.ParticipantConnected, arrive)
    .on(RoomEvent.ParticipantAttributesChanged, (_changed, person) => noteHearing(person))
    .on(RoomEvent.TrackPublished, subscribe)
    .on(RoomEvent.TrackSubscribed, (track, _publication, person) => {
      events.onMicrophone(person.identity, track);
    })
    .on(RoomEvent.TrackMuted, (publication, person) => {
      if (publication.kind === TrackKind.KIND_AUDIO) events.onMuted(person.identity);
    })
    .on(RoomEvent.ParticipantDisconnected, (person) => {
      hearing.delete(person.identity);
      if (isPerson(person)) events.onLeft(person.identity);
    });
  for (const person of room.remoteParticipants.values()) arrive(person);
}

function subscribe(publication: RemoteTrackPublication, person: RemoteParticipant): void {
  const isMicrophone = isPerson(person) && publication.kind === TrackKind.KIND_AUDIO;
  if (isMicrophone) publication.setSubscribed(true);
}

function isPerson(participant: Participant): boolean {
  return participant.kind === ParticipantKind.STANDARD;
}
