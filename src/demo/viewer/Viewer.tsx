import { RoomContext } from '@livekit/components-react';
import { Room } from 'livekit-client';
import { useState } from 'react';
import { CallPage } from './CallPage.tsx';
import { useCall } from './use-call.ts';

/** The demo's page for people: joins the room and shows the call. */
export function Viewer() {
  const [room] = useState(
    () =>
      new Room({
        // A muted microphone shall also be dark in the browser's own display.
        publishDefaults: { stopMicTrackOnMute: true },
      }),
  );
  const call = useCall(room);
  return (
    <RoomContext.Provider value={room}>
      <CallPage call={call} />
    </RoomContext.Provider>
  );
}
