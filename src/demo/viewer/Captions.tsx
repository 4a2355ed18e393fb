import { useTranscriptions } from '@livekit/components-react';
import { useEffect, useState } from 'react';
import { captionPage } from './caption-page.ts';

/** Long enough to read the last words, short enough not to stand in the way. */
const LINGER_MS = 2_500;

interface CaptionsProps {
  readonly agentIdentity: string | undefined;
  readonly isSpeaking: boolean;
}

/** What is being said, word by word as it is heard: the agent sends it in step with the sound. */
export function Captions({ agentIdentity, isSpeaking }: CaptionsProps) {
  const transcriptions = useTranscriptions({
    participantIdentities: agentIdentity === undefined ? [] : [agentIdentity],
  });
  const text = captionPage(transcriptions.at(-1)?.text ?? '');
  const isShown = useLingering(isSpeaking) && text !== '';
  return (
    <p className="captions" data-shown={isShown}>
      <span>{text}</span>
    </p>
  );
}

/** True while `value` is, and a little longer. */
function useLingering(value: boolean): boolean {
  const [lingers, setLingers] = useState(false);
  useEffect(() => {
    if (value) {
      setLingers(true);
      return undefined;
    }
    const timer = setTimeout(() => setLingers(false), LINGER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return value || lingers;
}
