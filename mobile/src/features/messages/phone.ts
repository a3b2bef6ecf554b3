// This phone's part of messages: may it show them, does the server push to it, and what does it remind of by itself.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '@/api/client';
import type { Schemas } from '@/api/shapes';
import { keep } from '@/lib/keep';
import { type Allowed, allowed, askToShow, type PushToken, type Reminder } from '@/lib/phone';
import { dateWords } from '@/lib/when';
import type { Say } from '@/words';
import { pushKey } from './push-key';

type Rows = Schemas['MyRemindersOut']['results'];

/** Whether push is set up at all, and whether it reaches this device. */
export const usePush = () =>
  useQuery({
    queryKey: pushKey,
    queryFn: async () => (await ask<Schemas['PushOut']>({ method: 'GET', path: '/api/v1/push' })).data,
    staleTime: 60_000,
    refetchOnMount: 'always',
  });
const allowedKey = ['phone-shows'] as const;
export function useAllowed() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: allowedKey, queryFn: allowed, refetchOnMount: 'always' });
  return {
    allowed: data,
    askFor: async (channel: string) => client.setQueryData<Allowed>(allowedKey, await askToShow(channel)),
    lookAgain: () => client.invalidateQueries({ queryKey: allowedKey }),
  };
}
/** Said at every start, so it need not wait in the outbox: a token that was not told today is told tomorrow. */
export function useTellToken() {
  const client = useQueryClient();
  return async (token: PushToken): Promise<void> => {
    try {
      const { data } = await ask<Schemas['PushOut']>({ method: 'PUT', path: '/api/v1/push', body: token });
      client.setQueryData(pushKey, data);
    } catch {
      // No signal.
    }
  };
}
const OFF = 'aftershift-no-reminders:';
const remindsKey = ['phone-reminds'] as const;
/** Off means off: this phone keeps no reminder for this member until they want them again. Known without signal. */
export function useReminding(member: string) {
  const client = useQueryClient();
  const { data: isOn } = useQuery({
    queryKey: [...remindsKey, member],
    queryFn: async () => keep.get(OFF + member) === null,
    refetchOnMount: 'always',
  });
  return {
    isOn,
    turn: (on: boolean) => {
      if (on) keep.drop(OFF + member);
      else keep.set(OFF + member, '1');
      client.setQueryData([...remindsKey, member], on);
    },
  };
}
/** Read again with all that a press on a date touches; kept on the phone like every read. */
export const useReminders = (isWanted: boolean) =>
  useQuery({
    queryKey: ['occurrences', 'reminders'],
    queryFn: async () =>
      (await ask<Schemas['MyRemindersOut']>({ method: 'GET', path: '/api/v1/my-reminders' })).data.results,
    staleTime: 60_000,
    refetchOnMount: 'always',
    enabled: isWanted,
  });

/** What to remind of, and when. The locked screen shows when it begins and not what it is. */
export function reminderPlan(rows: Rows, { say, now, organisation }: { say: Say; now: number; organisation: string }) {
  return rows
    .filter((row) => Date.parse(row.remind.at) > now)
    .map((row): Reminder => {
      const when = say('time.date_at', { date: dateWords(say, row.starts.date), time: row.starts.time });
      const text = say('messages.reminder_text', { when });
      return {
        id: `${row.id} ${row.remind.at} ${text}`,
        at: row.remind.at,
        title: say('messages.reminder_title'),
        text,
        path: `/occurrences/${row.id}`,
        organisation,
      };
    });
}
/** A page of the app, in the organisation that is signed in here; everything else opens the messages. */
export const whereTo = (tapped: { path: string; organisation: string }, organisation: string): string =>
  tapped.organisation === organisation && /^\/(?!\/)/.test(tapped.path) ? tapped.path : '/messages';
