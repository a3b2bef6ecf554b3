import { Button, Text } from '@/design';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useAllowed, usePush, useReminding } from '../phone';

/** Whether this phone shows messages and reminders, and how to let it. */
export function OnThisPhone() {
  const { say } = useWords();
  const push = usePush().data;
  const phone = useAllowed();
  const reminding = useReminding(useMe().member.id);
  return (
    <>
      {push?.is_on === false ? <Text tone="quiet">{say('messages.push_off')}</Text> : null}
      {push?.is_on && phone.allowed === 'yes' && push.is_this_device_on ? (
        <Text tone="quiet">{say('messages.push_here')}</Text>
      ) : null}
      {phone.allowed === 'ask' ? (
        <>
          <Text>{say('messages.remind_text')}</Text>
          <Button drawing="time" onPress={() => void phone.askFor(say('messages.title'))}>
            {say('messages.remind')}
          </Button>
        </>
      ) : null}
      {phone.allowed === 'no' ? <Text tone="quiet">{say('messages.remind_refused')}</Text> : null}
      {phone.allowed === 'yes' && reminding.isOn ? (
        <>
          <Text tone="quiet">{say('messages.remind_on')}</Text>
          <Button onPress={() => reminding.turn(false)}>{say('messages.remind_stop')}</Button>
        </>
      ) : null}
      {phone.allowed === 'yes' && reminding.isOn === false ? (
        <>
          <Text>{say('messages.remind_text')}</Text>
          <Button drawing="time" onPress={() => reminding.turn(true)}>
            {say('messages.remind')}
          </Button>
        </>
      ) : null}
    </>
  );
}
