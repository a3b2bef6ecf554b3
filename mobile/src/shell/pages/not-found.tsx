import { BigButton, DuskDrawing, Screen, Text } from '@/design';
import { useWords } from '@/words';

/** An address that leads nowhere: said plainly, with one way on. */
export default function NotFound() {
  const { say } = useWords();
  return (
    <Screen title={say('common.not_here_title')} hero={<DuskDrawing />} back>
      <Text>{say('common.not_here_next')}</Text>
      <BigButton href="/">{say('common.go_home')}</BigButton>
    </Screen>
  );
}
