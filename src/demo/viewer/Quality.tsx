import { useConnectionQualityIndicator, useRoomContext } from '@livekit/components-react';
import { ConnectionQuality } from 'livekit-client';
import { Signal, SignalHigh, SignalLow, SignalZero, type LucideIcon } from 'lucide-react';
import { describeQuality } from './words.ts';

const ICONS: Readonly<Record<ConnectionQuality, LucideIcon>> = {
  [ConnectionQuality.Excellent]: Signal,
  [ConnectionQuality.Good]: SignalHigh,
  [ConnectionQuality.Poor]: SignalLow,
  [ConnectionQuality.Lost]: SignalZero,
  [ConnectionQuality.Unknown]: SignalZero,
};

/** How good the person's connection is, as LiveKit's server measures it. */
export function Quality() {
  const { localParticipant } = useRoomContext();
  const { quality } = useConnectionQualityIndicator({ participant: localParticipant });
  // Right after joining; the server tells within seconds.
  if (quality === ConnectionQuality.Unknown) return null;
  const words = describeQuality(quality);
  const Icon = ICONS[quality];
  return (
    <span className="quality" role="img" aria-label={words} title={words} data-quality={quality}>
      <Icon />
    </span>
  );
}
