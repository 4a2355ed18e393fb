import { useTranscriptions } from '@livekit/components-react';
import { captionPage } from './caption-page.ts';

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
  return (
    <p className="captions" data-shown={isSpeaking && text !== ''}>
      <span>{text}</span>
    </p>
  );
}
