import { X } from 'lucide-react';

interface TroubleProps {
  /** What is wrong and what to do, in a sentence or two. */
  readonly sentence: string | undefined;
  onDismiss(): void;
}

/** Says what went wrong beside the thing that it went wrong with. */
export function Trouble({ sentence, onDismiss }: TroubleProps) {
  if (sentence === undefined) return null;
  return (
    <p className="trouble" role="alert">
      {sentence}
      <button type="button" onClick={onDismiss} aria-label="Dismiss">
        <X />
      </button>
    </p>
  );
}
