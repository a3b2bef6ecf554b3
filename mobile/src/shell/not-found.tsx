import { Button, Empty, Screen } from '@/design';
import { useWords } from '@/words';

/** An address that leads nowhere: say so, and show the way home. */
export function NotFound() {
  const { say } = useWords();
  return (
    <Screen title={say('common.not_here_title')} back>
      <Empty drawing="place" title={say('common.not_here_title')} text={say('common.not_here_next')}>
        <Button href="/">{say('common.go_home')}</Button>
      </Empty>
    </Screen>
  );
}
