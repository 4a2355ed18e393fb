import { useTextStream } from '@livekit/components-react';
import { NEWS_TOPIC } from '../wire.ts';

/** The latest of what goes on, in one sentence. */
export function NewsLine() {
  const { textStreams } = useTextStream(NEWS_TOPIC);
  const latest = textStreams.at(-1);
  return (
    <p className="news" role="log" aria-live="polite">
      <span key={latest?.streamInfo.id}>{latest?.text}</span>
    </p>
  );
}
