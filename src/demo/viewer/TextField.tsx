import { useChat } from '@livekit/components-react';
import { useState, type FormEvent } from 'react';
import type { ReadingMode } from '../wire.ts';
import { SendIcon } from './icons.tsx';
import { describeTextField } from './words.ts';

interface TextFieldProps {
  readonly isAvailable: boolean;
  readonly reading: ReadingMode | undefined;
}

/** Sends text to the agent as any LiveKit chat does. */
export function TextField({ isAvailable, reading }: TextFieldProps) {
  const { send } = useChat();
  const [text, setText] = useState('');
  const [hasFailed, setHasFailed] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const message = text.trim();
    if (message === '') return;
    setText('');
    setHasFailed(false);
    send(message).catch(() => {
      setHasFailed(true);
      setText(message);
    });
  };

  return (
    <form className="text" onSubmit={submit}>
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={hasFailed ? 'Not sent' : describeTextField(reading)}
        aria-label={describeTextField(reading)}
        aria-invalid={hasFailed}
        maxLength={800}
        enterKeyHint="send"
        autoComplete="off"
        disabled={!isAvailable}
      />
      <button type="submit" aria-label="Send" disabled={!isAvailable || text.trim() === ''}>
        <SendIcon />
      </button>
    </form>
  );
}
