import { TickRow } from '@/design';
import { useWords } from '@/words';

/** Whether a place that comes free is mine at once, or I am asked first. */
export function StraightIn({ ticked, onPress }: { ticked: boolean; onPress: () => void }) {
  const { say } = useWords();
  return (
    <TickRow first ticked={ticked} detail={say('activities.straight_in_help')} onPress={onPress}>
      {say('activities.straight_in')}
    </TickRow>
  );
}
