import { useLocalParticipant, useTrackVolume } from '@livekit/components-react';
import type { CSSProperties } from 'react';
import { CloseIcon, MicrophoneIcon, MicrophoneOffIcon } from './icons.tsx';
import type { Microphone } from './use-microphone.ts';

interface MicrophoneButtonProps {
  readonly microphone: Microphone;
  readonly isAvailable: boolean;
}

/** Switches the microphone, shows that it hears, and says why it can't be had. */
export function MicrophoneButton({ microphone, isAvailable }: MicrophoneButtonProps) {
  const { isOn, isOpening, trouble, toggle, dismissTrouble } = microphone;
  const label = isOn ? 'Mute microphone' : 'Unmute microphone';
  return (
    <div className="microphone">
      {trouble !== undefined && (
        <p className="trouble" role="alert">
          {trouble}
          <button type="button" onClick={dismissTrouble} aria-label="Dismiss">
            <CloseIcon />
          </button>
        </p>
      )}
      <button
        type="button"
        className="microphone-button"
        aria-pressed={isOn}
        aria-label={label}
        title={label}
        disabled={!isAvailable || isOpening}
        onClick={toggle}
      >
        {isOn && <LevelRing />}
        {isOn ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
        <span className="microphone-word">{isOn ? 'On' : 'Unmute'}</span>
      </button>
    </div>
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
