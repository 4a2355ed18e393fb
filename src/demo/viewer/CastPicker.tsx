import { ToggleGroup } from 'radix-ui';
import { CAST, type CastName } from '../../protocol/index.ts';
// In the order of the cast; made by `tools/head`, see its README.
import portraits from './cast.png';
import { Trouble } from './Trouble.tsx';
import type { Face } from './use-face.ts';
import { inWords } from './words.ts';

interface CastPickerProps {
  readonly face: Face;
  readonly isAvailable: boolean;
}

/**
 * The cast to choose from, over the picture. The arrow keys move along without choosing: each
 * choice brings a new avatar into the room.
 */
export function CastPicker({ face, isAvailable }: CastPickerProps) {
  const { name, coming, trouble, choose, dismissTrouble } = face;
  return (
    <div className="cast-place">
      <ToggleGroup.Root
        className="cast"
        type="single"
        aria-label="Choose a face"
        aria-busy={coming !== undefined}
        value={coming ?? name ?? ''}
        onValueChange={(chosen) => chosen !== '' && choose(chosen as CastName)}
        disabled={!isAvailable}
      >
        {CAST.map((one, index) => (
          <ToggleGroup.Item
            key={one}
            className="cast-item"
            value={one}
            aria-label={inWords(one)}
            data-coming={one === coming}
          >
            <span
              className="cast-portrait"
              style={{
                backgroundImage: `url(${portraits})`,
                backgroundPositionY: `${(index / (CAST.length - 1)) * 100}%`,
                backgroundSize: `100% ${CAST.length * 100}%`,
              }}
            />
            <span className="cast-name">{inWords(one)}</span>
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <Trouble sentence={trouble} onDismiss={dismissTrouble} />
    </div>
  );
}
