import type { ReactNode } from 'react';
import { useState } from 'react';
import { View } from 'react-native';
import {
  BigButton,
  Card,
  CardHead,
  Empty,
  ErrorNote,
  go,
  isShiftKind,
  ListCard,
  ListRow,
  Loading,
  Note,
  Part,
  Share,
  ShiftShape,
  Text,
  useShiftName,
} from '@/design';
import { dateWords, daysBetween } from '@/lib/when';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { type Say, useWords } from '@/words';
import { type Met, type Thing, useDesk } from '../queries';
import { inOrder, kindOf, squares } from '../things';

const due = (say: Say, t: Thing, today: string): string => {
  if (!t.due_date) return say('desk.when_you_like');
  const late = daysBetween(t.due_date, today);
  if (t.is_late && late > 0) return say.count('common.late_by', late);
  return t.due_date === today ? say('desk.due_today') : say('desk.due', { date: dateWords(say, t.due_date, today) });
};

/** What has no title of its own. */
const titles = (say: Say): Record<string, string> => ({
  kind_members: say('desk.title_members'),
  kind_nothing: say('desk.title_nothing'),
});
/** What it is called, and what there is to say about it. */
function wordsOf(say: Say, t: Thing): { title: string; text: string } {
  const kind = kindOf(t);
  const { count } = t;
  const more =
    count === null
      ? ''
      : typeof count === 'number'
        ? say.count('desk.list_left', count)
        : 'about' in count
          ? say('desk.members_about', { count: count.about })
          : say('desk.members_few', { count: count.fewer_than });
  return {
    title: t.title || titles(say)[kind?.what ?? ''] || '',
    text: [more, kind ? say(`desk.${kind.what}`) : ''].filter(Boolean).join(' '),
  };
}

/** The thing to do first, opened: what it is, until when, and one button that leads there. */
function First({ thing, today }: { thing: Thing; today: string }) {
  const { say } = useWords();
  const kind = kindOf(thing);
  const { title, text } = wordsOf(say, thing);
  return (
    <Card lit testID="first">
      <CardHead
        drawing={kind?.drawing ?? 'say'}
        title={title}
        large
        lines={text}
        end={
          <Text bold={thing.is_late} tone={thing.is_late ? 'stop' : 'quiet'}>
            {due(say, thing, today)}
          </Text>
        }
      />
      {kind ? <BigButton onPress={() => go(kind.href(thing.id ?? ''))}>{say(`desk.${kind.act}`)}</BigButton> : null}
    </Card>
  );
}
/** Whom the programme has not met yet, by shift group: words and squares, never numbers. */
function NotMet({ groups }: { groups: readonly Met[] }) {
  const { say } = useWords();
  const name = useShiftName();
  const words: Record<string, string> = {
    few: say('desk.met_few'),
    'under half': say('desk.met_under'),
    'over half': say('desk.met_over'),
    most: say('desk.met_most'),
    all: say('desk.met_all'),
  };
  const least = groups.some((g) => squares(g.share) === 1);
  return (
    <Card>
      <Part>{say('desk.who_met')}</Part>
      {groups.map((g) => (
        <View key={g.group} style={{ flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
          {isShiftKind(g.group) ? <ShiftShape kind={g.group} silent /> : null}
          <Text style={{ minWidth: 96 }}>{isShiftKind(g.group) ? name(g.group) : g.group}</Text>
          <Share of5={squares(g.share)} word={words[g.share] ?? g.share} />
        </View>
      ))}
      {least ? <Note drawing="idea">{say('desk.met_hint')}</Note> : null}
    </Card>
  );
}

/** What waits today, in order of due date; the first is open. `aside` is what the route puts beside it. */
export function TodayScreen({ aside }: { aside?: ReactNode }) {
  const { say } = useWords();
  const { member, today } = useMe();
  const desk = useDesk();
  const [chosen, setChosen] = useState<string>();
  const things = inOrder(desk.data?.things ?? []);
  const keyOf = (t: Thing) => `${t.kind} ${t.id ?? t.title}`;
  const first = things.find((t) => keyOf(t) === chosen) ?? things[0];
  const rest = things.filter((t) => t !== first);
  const name = member.called_name;
  const title = !desk.data
    ? say('desk.today')
    : things.length
      ? say.count('desk.hello', things.length, { name })
      : say('desk.hello_none', { name });
  return (
    <DeskPage
      here="today"
      title={title}
      lead={dateWords(say, today)}
      help={say('desk.help_today')}
      aside={
        <>
          {aside}
          <ListCard>
            <ListRow
              first
              drawing="time"
              title={say('desk.behind')}
              text={say('desk.behind_text')}
              href="/desk/background"
            />
          </ListCard>
          {desk.data?.not_met?.length ? <NotMet groups={desk.data.not_met} /> : null}
        </>
      }
    >
      {desk.data ? (
        first ? (
          <>
            <First thing={first} today={today} />
            {rest.length ? (
              <ListCard>
                {rest.map((t, i) => {
                  const kind = kindOf(t);
                  return (
                    <ListRow
                      key={keyOf(t)}
                      first={i === 0}
                      drawing={kind?.drawing ?? 'say'}
                      title={wordsOf(say, t).title}
                      text={wordsOf(say, t).text}
                      end={
                        <Text
                          bold={t.is_late}
                          tone={t.is_late ? 'stop' : 'quiet'}
                          style={{ flexShrink: 1, maxWidth: 170 }}
                        >
                          {due(say, t, today)}
                        </Text>
                      }
                      onPress={() => setChosen(keyOf(t))}
                    />
                  );
                })}
              </ListCard>
            ) : null}
          </>
        ) : (
          <Empty title={say('desk.nothing')} text={say('desk.nothing_text')} />
        )
      ) : desk.isError ? (
        <ErrorNote error={desk.error} again={() => void desk.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
