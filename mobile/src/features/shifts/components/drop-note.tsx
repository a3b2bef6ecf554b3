import { Note, Text, useWide } from '@/design';
import { useWords } from '@/words';
import { canDrop } from '../file-drop';

/** Where a file can be dragged: that it can, and that it may be let go now. */
export function DropNote({ over }: { over: boolean }) {
  const { say } = useWords();
  const wide = useWide();
  if (over)
    return (
      <Note tone="amber" drawing="file" live>
        {say('shifts.drop_now')}
      </Note>
    );
  return canDrop && wide ? <Text tone="quiet">{say('shifts.drop_here')}</Text> : null;
}
