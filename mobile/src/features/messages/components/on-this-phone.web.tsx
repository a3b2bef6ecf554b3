import { useState } from 'react';
import { Button, Note, Text } from '@/design';
import { type Allowed, allowed, askToShow, canBeTold, holder } from '@/lib/letters.web';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { stopWanting, tellHere } from '../browser-letters.web';
import { usePush } from '../phone';

/** Whether this browser is told of new messages, and how to let it. */
export function OnThisPhone() {
  const { say } = useWords();
  const push = usePush().data;
  return (
    <>
      {push && !push.browser ? <Text tone="quiet">{say('messages.push_off')}</Text> : null}
      {push?.browser ? <InThisBrowser isOn={push.is_this_device_on} /> : null}
      <Text tone="quiet">{say('messages.browser_no_reminders')}</Text>
    </>
  );
}

function InThisBrowser({ isOn }: { isOn: boolean }) {
  const { say } = useWords();
  const can = canBeTold();
  if (can === 'from-home-screen') return <Note drawing="phone">{say('messages.browser_home')}</Note>;
  if (can === 'no') return <Text tone="quiet">{say('messages.browser_none')}</Text>;
  return <Switch isOn={isOn} />;
}

function Switch({ isOn }: { isOn: boolean }) {
  const { say } = useWords();
  const me = useMe();
  const [may, setMay] = useState<Allowed>(allowed);
  const [step, setStep] = useState<'still' | 'working' | 'failed'>('still');
  const doing = (work: Promise<void>) => {
    setStep('working');
    void work.then(
      () => setStep('still'),
      () => setStep('failed'),
    );
  };
  const turnOn = async () => {
    const said = await askToShow(); // nothing may stand between the tap and this question
    setMay(said);
    if (said === 'yes') await tellHere({ member: me.member.id, organisation: me.organisation.id });
  };
  if (may === 'no') return <Text>{say('messages.browser_refused')}</Text>;
  if (step === 'working') return <Text tone="quiet">{say('common.sending')}</Text>;
  const isHere = isOn && holder()?.member === me.member.id;
  return (
    <>
      <Text>{say(isHere ? 'messages.browser_here' : 'messages.browser_text')}</Text>
      {step === 'failed' ? <Note live>{say('messages.browser_failed')}</Note> : null}
      {isHere ? (
        <Button onPress={() => doing(stopWanting())}>{say('messages.browser_stop')}</Button>
      ) : (
        <Button drawing="say" onPress={() => doing(turnOn())}>
          {say('messages.browser_tell')}
        </Button>
      )}
    </>
  );
}
