import { Note } from '@/design';
import { useWords } from '@/words';
import { usePush } from '../phone';

/** For who organises: why nothing shows on anybody's locked screen here, and that people are told all the same. */
export function PushIsOff() {
  const { say } = useWords();
  const push = usePush().data;
  return push?.is_on === false ? <Note drawing="phone">{say('messages.push_off_desk')}</Note> : null;
}
