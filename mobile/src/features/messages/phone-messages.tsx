import { useEffect } from 'react';
import { AppState } from 'react-native';
import { go } from '@/design';
import { keepReminders, nameChannel, pushToken, silence, whenTapped, whenTokenChanges } from '@/lib/phone';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { reminderPlan, useAllowed, usePush, useReminders, useReminding, useTellToken, whereTo } from './phone';

const fails = () => {}; // a phone that keeps no reminder is no reason to stop the app

/** Runs with the app on a phone: says where it can be pushed to, keeps its reminders, and opens what is tapped. */
export function PhoneMessages() {
  const { status, session } = useSession();
  useEffect(() => {
    if (status === 'out') void silence().catch(fails);
  }, [status]);
  return status === 'in' && session ? <OfMember key={session.member.id} /> : null;
}

function OfMember() {
  const { say } = useWords();
  const me = useMe();
  const organisation = me.organisation.id;
  const { allowed, lookAgain } = useAllowed();
  const isAllowed = allowed === 'yes';
  const isPushOn = usePush().data?.is_on === true;
  const tellToken = useTellToken();
  const isReminding = useReminding(me.member.id).isOn;
  const reminders = useReminders(isAllowed && isReminding === true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each start, and when it is allowed or set up
  useEffect(() => {
    if (!isAllowed || !isPushOn) return;
    void nameChannel(say('messages.title')).catch(fails);
    void pushToken().then((token) => token && tellToken(token));
    return whenTokenChanges((token) => void tellToken(token));
  }, [isAllowed, isPushOn]);

  const rows = reminders.data;
  useEffect(() => {
    if (!isAllowed || isReminding === undefined || (isReminding && !rows)) return;
    const plan = isReminding && rows ? reminderPlan(rows, { say, now: Date.now(), organisation }) : [];
    void keepReminders(plan).catch(fails);
  }, [isAllowed, isReminding, rows, say, organisation]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one listener for as long as this member is here
  useEffect(() => {
    const seen = AppState.addEventListener('change', (state) => {
      if (state !== 'active') return;
      void lookAgain();
      if (isAllowed && isReminding) void reminders.refetch();
    });
    return () => seen.remove();
  }, [isAllowed, isReminding]);

  useEffect(() => whenTapped((tapped) => go(whereTo(tapped, organisation))), [organisation]);
  return null;
}
