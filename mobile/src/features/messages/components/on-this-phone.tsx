import { Button, Text } from '@/design';
import { canShow } from '@/lib/phone';
import { useWords } from '@/words';
import { useAllowed, usePush } from '../phone';

/** Whether this phone shows messages and reminders, and how to let it. */
export function OnThisPhone() {
  const { say } = useWords();
  const push = usePush().data;
  const phone = useAllowed();
  return (
    <>
      {push?.is_on === false ? <Text tone="quiet">{say('messages.push_off')}</Text> : null}
      {push?.is_on && !canShow ? <Text tone="quiet">{say('messages.push_app_only')}</Text> : null}
      {push?.is_on && phone.allowed === 'yes' && push.is_this_device_on ? (
        <Text tone="quiet">{say('messages.push_here')}</Text>
      ) : null}
      {canShow && phone.allowed === 'ask' ? (
        <>
          <Text>{say('messages.remind_text')}</Text>
          <Button drawing="time" onPress={() => void phone.askFor(say('messages.title'))}>
            {say('messages.remind')}
          </Button>
        </>
      ) : null}
      {canShow && phone.allowed === 'no' ? <Text tone="quiet">{say('messages.remind_refused')}</Text> : null}
      {canShow && phone.allowed === 'yes' ? <Text tone="quiet">{say('messages.remind_on')}</Text> : null}
    </>
  );
}
