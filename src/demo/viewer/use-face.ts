import { useRoomContext } from '@livekit/components-react';
import { useCallback, useState } from 'react';
import { CAST, type CastName } from '../../protocol/index.ts';
import {
  ATTRIBUTE_FACE,
  ATTRIBUTE_FACE_STATE,
  CHANGE_FACE_TIMEOUT_MS,
  RPC_CHANGE_FACE,
  type FaceState,
} from '../wire.ts';
import { describeFaceTrouble } from './words.ts';

/** The agent's face, and the way to another. */
export interface Face {
  readonly state: FaceState | undefined;
  readonly name: CastName | undefined;
  /** Chosen, and on its way. */
  readonly coming: CastName | undefined;
  /** Why the last choice did not come. */
  readonly trouble: string | undefined;
  choose(name: CastName): void;
  dismissTrouble(): void;
}

interface Agent {
  readonly identity: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
}

export function useFace({ identity, attributes }: Agent): Face {
  const room = useRoomContext();
  const [coming, setComing] = useState<CastName>();
  const [trouble, setTrouble] = useState<string>();

  const choose = (name: CastName) => {
    // One at a time. The buttons stay as they are: one that is disabled loses the keyboard's focus.
    if (identity === undefined || coming !== undefined) return;
    setComing(name);
    setTrouble(undefined);
    room.localParticipant
      .performRpc({
        destinationIdentity: identity,
        method: RPC_CHANGE_FACE,
        payload: name,
        responseTimeout: CHANGE_FACE_TIMEOUT_MS,
      })
      .catch((error: unknown) => setTrouble(describeFaceTrouble(error)))
      .finally(() => setComing(undefined));
  };

  const dismissTrouble = useCallback(() => setTrouble(undefined), []);
  const state = attributes?.[ATTRIBUTE_FACE_STATE] as FaceState | undefined;
  const isThere = state !== 'none';
  const name = isThere ? CAST.find((known) => known === attributes?.[ATTRIBUTE_FACE]) : undefined;
  return { state, name, coming, trouble, choose, dismissTrouble };
}
