import type { Journal } from '../journal.ts';
import type { Rig } from '../probe/index.ts';
import { Desk, pace } from './desk/index.ts';
import { tellEncoder } from './encoder-stats.ts';

/** A desk that watches what the rig tells, from now on. */
export function openDesk(rig: Rig, journal: Journal): Desk {
  const desk = new Desk();
  rig.probe.listen((event) => desk.take(event));
  rig.onFrame = (view) => desk.look(view);
  rig.onSender = (sender) => void tellEncoder(sender, rig.probe);
  tellJournal(rig, journal);
  pace(() => desk.refresh());
  return desk;
}

function tellJournal({ probe }: Rig, journal: Journal): void {
  journal.store.subscribe(({ lines }, before) => {
    for (const line of lines) {
      if (before.lines.includes(line)) continue;
      probe.tell?.({ type: 'said', text: line.text, trouble: line.trouble });
    }
  });
}
