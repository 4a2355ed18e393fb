import { useLocalParticipant, useTrackVolume } from '@livekit/components-react';
import { Mic, MicOff } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Microphone } from './use-microphone.ts';

interface MicrophoneButtonProps {
  readonly microphone: Microphone;
  readonly isAvailable: boolean;
}

/** Switches the microphone, and shows that it hears. */
export function MicrophoneButton({ microphone, isAvailable }: MicrophoneButtonProps) {
  const { isOn, isOpening, toggle } = microphone;
  const label = isOn ? 'Mute microphone' : 'Unmute microphone';
  return (
    <button
      type="button"
      className="microphone-button"
      data-on={isOn}
      aria-label={label}
      title={label}
      disabled={!isAvailable}
      aria-busy={isOpening}
      onClick={toggle}
    >
      {isOn && <LevelRing />}
      {isOn ? <Mic /> : <MicOff />}
      <span className="microphone-word">{isOn ? 'Mute' : 'Unmute'}</span>
    </button>
  );
}

/** Grows with the voice, so that people see that they are heard. */
function LevelRing() {
  const { localParticipant, microphoneTrack } = useLocalParticipant();
  const reference = microphoneTrack && {
    participant: localParticipant,
    publication: microphoneTrack,
    source: microphoneTrack.source,
  };
  const level = useTrackVolume(reference);
  return (
    <span className="level" style={{ '--level': level } as CSSProperties} aria-hidden="true" />
  );
}
