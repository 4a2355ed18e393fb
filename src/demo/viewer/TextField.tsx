import { useChat } from '@livekit/components-react';
import { ArrowUp } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import type { ReadingMode } from '../wire.ts';
import type { Stopwatch } from './stopwatch.ts';
import { Trouble } from './Trouble.tsx';
import { describeTextField, TEXT_NOT_SENT } from './words.ts';

interface TextFieldProps {
  readonly isAvailable: boolean;
  readonly reading: ReadingMode | undefined;
  readonly stopwatch: Stopwatch;
}

/** Sends text to the agent as any LiveKit chat does. */
export function TextField({ isAvailable, reading, stopwatch }: TextFieldProps) {
  const { send } = useChat();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [hasFailed, setHasFailed] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const message = text.trim();
    if (message === '') return;
    setText('');
    // The button goes with the text, and the focus would go with it.
    field.current?.focus();
    setHasFailed(false);
    stopwatch.ask(performance.now());
    send(message).catch(() => {
      setHasFailed(true);
      setText(message);
    });
  };

  return (
    <form className="text" onSubmit={submit}>
      <Trouble
        sentence={hasFailed ? TEXT_NOT_SENT : undefined}
        onDismiss={() => setHasFailed(false)}
      />
      <input
        ref={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={describeTextField(reading)}
        aria-label={describeTextField(reading)}
        aria-invalid={hasFailed}
        maxLength={800}
        enterKeyHint="send"
        autoComplete="off"
        disabled={!isAvailable}
      />
      <button type="submit" aria-label="Send" disabled={!isAvailable || text.trim() === ''}>
        <ArrowUp />
      </button>
    </form>
  );
}
