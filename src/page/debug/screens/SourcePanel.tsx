import { useState, type DragEvent } from 'react';
import type { Bench } from '../bench/bench.ts';
import { CLIPS } from '../bench/clips.ts';
import { fileSource } from '../bench/file-source.ts';
import { MICROPHONE } from '../bench/microphone.ts';
import type { Source } from '../bench/source.ts';
import type { Desk } from '../desk/index.ts';
import { RECORDING_SUFFIX } from '../recording/index.ts';

interface SourcePanelProps {
  readonly bench: Bench;
  readonly desk: Desk;
}

/** Where the bench's speech comes from. */
export function SourcePanel({ bench, desk }: SourcePanelProps) {
  const [isOver, setOver] = useState(false);
  const [isLive, setLive] = useState(false);
  const [isHeard, setHeard] = useState(false);
  const say = async (source: Source) => {
    desk.say(undefined);
    try {
      await bench.say(source);
      return true;
    } catch (error) {
      desk.say(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const take = (file: File | undefined) => {
    if (!file) return;
    void (file.name.endsWith(RECORDING_SUFFIX) ? desk.open(file) : say(fileSource(file)));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={`panel sources ${isOver ? 'over' : ''}`}
      aria-label="Speech"
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>Speech</h2>
      <p className="buttons">
        {CLIPS.map((clip) => (
          <button key={clip.label} onClick={() => void say(clip)}>
            {clip.label}
          </button>
        ))}
        <button
          aria-pressed={isLive}
          onClick={() => {
            if (isLive) bench.endSources();
            if (isLive) setLive(false);
            else void say(MICROPHONE).then(setLive);
          }}
        >
          {isLive ? 'Stop microphone' : 'Microphone'}
        </button>
        <label className="button">
          Sound file
          <input
            type="file"
            className="hidden-file"
            accept="audio/*,video/*,.wav,.mp3,.ogg,.m4a"
            onChange={({ target }) => {
              take(target.files?.[0]);
              target.value = '';
            }}
          />
        </label>
        <button
          className="danger"
          onClick={() => {
            setLive(false);
            void bench.clear();
          }}
        >
          Interrupt
        </button>
        <button
          aria-pressed={isHeard}
          onClick={() => {
            bench.setListening(!isHeard);
            setHeard(!isHeard);
          }}
        >
          {isHeard ? 'Stop listening' : 'Listen here'}
        </button>
      </p>
      <p className="hint">
        Or drop a sound file or a recording here. Typed text can’t be spoken: no browser gives the
        sound of its own voices to a page. Record it as a file, or let an agent say it in a room.
      </p>
    </section>
  );
}
