import { useMediaDeviceSelect } from '@livekit/components-react';
import { Check, ChevronUp } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

interface DeviceMenuProps {
  /** A device could not be taken. */
  onTrouble(): void;
}

/** Chooses microphone and loudspeaker. */
export function DeviceMenu({ onTrouble }: DeviceMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="device-button" aria-label="Choose devices" title="Devices">
        <ChevronUp />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          side="top"
          align="start"
          sideOffset={14}
          collisionPadding={12}
        >
          <DeviceGroup kind="audioinput" title="Microphone" onTrouble={onTrouble} />
          {canChooseSpeaker() && (
            <DeviceGroup kind="audiooutput" title="Loudspeaker" onTrouble={onTrouble} />
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface DeviceGroupProps extends DeviceMenuProps {
  readonly kind: 'audioinput' | 'audiooutput';
  readonly title: string;
}

function DeviceGroup({ kind, title, onTrouble }: DeviceGroupProps) {
  const { devices, activeDeviceId, setActiveMediaDevice } = useMediaDeviceSelect({ kind });
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className="menu-title">{title}</DropdownMenu.Label>
      {devices.length === 0 && <p className="menu-empty">None was found: plug one in.</p>}
      <DropdownMenu.RadioGroup
        value={activeDeviceId}
        onValueChange={(id) => void setActiveMediaDevice(id).catch(onTrouble)}
      >
        {devices.map(({ deviceId, label }, index) => (
          <DropdownMenu.RadioItem key={deviceId} className="menu-item" value={deviceId}>
            <DropdownMenu.ItemIndicator className="menu-check">
              <Check />
            </DropdownMenu.ItemIndicator>
            {/* Names are told once the microphone was allowed. */}
            {label === '' ? `${title} ${index + 1}` : label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </DropdownMenu.Group>
  );
}

/** Safari leaves that to the system. */
function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}
