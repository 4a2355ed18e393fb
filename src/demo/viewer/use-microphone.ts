import { useLocalParticipant } from '@livekit/components-react';
import { MediaDeviceFailure } from 'livekit-client';
import { useCallback, useState } from 'react';
import { describeMicrophoneTrouble, DEVICE_NOT_TAKEN } from './words.ts';

/** The person's microphone: off until they want it. */
export interface Microphone {
  readonly isOn: boolean;
  /** The browser is asking the person, or the device is being opened. */
  readonly isOpening: boolean;
  /** One sentence on why it can't be had. */
  readonly trouble: string | undefined;
  toggle(): void;
  /** A device could not be taken. */
  noteDeviceTrouble(): void;
  dismissTrouble(): void;
}

export function useMicrophone(): Microphone {
  const { localParticipant, isMicrophoneEnabled } = useLocalParticipant();
  const [isOpening, setIsOpening] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  const toggle = useCallback(() => {
    if (isOpening) return;
    setTrouble(undefined);
    setIsOpening(true);
    localParticipant
      .setMicrophoneEnabled(!localParticipant.isMicrophoneEnabled)
      .catch((error: unknown) => {
        setTrouble(describeMicrophoneTrouble(MediaDeviceFailure.getFailure(error)));
      })
      .finally(() => setIsOpening(false));
  }, [localParticipant, isOpening]);

  const dismissTrouble = useCallback(() => setTrouble(undefined), []);
  const noteDeviceTrouble = useCallback(() => setTrouble(DEVICE_NOT_TAKEN), []);
  return {
    isOn: isMicrophoneEnabled,
    isOpening,
    trouble,
    toggle,
    noteDeviceTrouble,
    dismissTrouble,
  };
}
