// On the page of a date, for whoever runs it: the way to passing it on.
import { Button } from '@/design';
import { useWords } from '@/words';

export default function ToPassing({ activityId }: { activityId: string }) {
  const { say } = useWords();
  return (
    <Button grow drawing="people" href={`/passing-on/${activityId}`}>
      {say('passing.open')}
    </Button>
  );
}
