import { useState } from 'react';
import { View } from 'react-native';
import type { Barriers } from '@/api/shapes';
import { Card, CardHead, Choice, Empty, Part, Text, TextLink } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { type Key, type Say, useWords } from '@/words';
import { countWords, kindDrawing, kindWords, shownCount, tagDrawing, tagWords } from '../tags';
import { CountBar } from './bar';

const monthWords = (say: Say, month: string): string => say(`time.m${Number(month.slice(5, 7))}` as Key & 'time.m1');

/** What was named in one whole month, as a picture and in words; never who, and no small number. */
export function BarrierCounts({ barriers }: { barriers: Barriers }) {
  const { say } = useWords();
  const { today } = useMe();
  const [chosen, setChosen] = useState<string>();
  const month = barriers.months.find((m) => m.month === chosen) ?? barriers.months[0];
  if (!month) return null;
  const most = Math.max(1, ...[...month.in_general, ...month.about_kinds].map((c) => shownCount(c.said)));
  // The longest first; what is small keeps the order in which it is asked.
  const inGeneral = [...month.in_general].sort((a, b) => shownCount(b.said) - shownCount(a.said));
  const words = (said: (typeof inGeneral)[number]['said']) =>
    countWords(say, said, 'listening.about', 'listening.fewer');
  return (
    <>
      <Part>{say('listening.counts_of', { month: monthWords(say, month.month) })}</Part>
      <Card>
        <Choice
          label={say('listening.which_month')}
          value={month.month}
          onChange={setChosen}
          options={barriers.months.map((m) => ({ value: m.month, text: monthWords(say, m.month) }))}
        />
        <View>
          {inGeneral.map((c) => (
            <CountBar
              key={c.tag}
              drawing={tagDrawing(c.tag)}
              name={tagWords(say, c.tag)}
              words={words(c.said)}
              share={shownCount(c.said) / most}
            />
          ))}
        </View>
        {month.about_kinds.length ? (
          <View>
            <Text bold>{say('listening.about_kinds')}</Text>
            {month.about_kinds.map((c) => (
              <CountBar
                key={`${c.kind} ${c.tag}`}
                drawing={kindDrawing(c.kind)}
                name={say('listening.kind_tag', { kind: kindWords(say, c.kind), tag: tagWords(say, c.tag) })}
                words={words(c.said)}
                share={shownCount(c.said) / most}
              />
            ))}
          </View>
        ) : null}
        <Text tone="quiet">
          {say('listening.next_count', { date: dateWords(say, barriers.next_count_date, today) })}
        </Text>
      </Card>
    </>
  );
}

/** You named it, this was done: in public, with who and when. */
export function BarrierAnswers({ barriers }: { barriers: Barriers }) {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <>
      <Part>{say('listening.answers')}</Part>
      {barriers.answers.length ? (
        barriers.answers.map((a) => {
          const date = dateWords(say, a.date, today);
          return (
            <Card key={a.id}>
              <CardHead
                drawing={tagDrawing(a.tag)}
                title={tagWords(say, a.tag)}
                lines={
                  <>
                    <Text>{a.text}</Text>
                    <Text tone="quiet">
                      {a.owner_name ? say('listening.answer_by', { name: a.owner_name, date }) : date}
                    </Text>
                  </>
                }
              />
              {a.idea_id && a.idea_text ? (
                <TextLink href={`/ideas/${a.idea_id}`} label={`${say('listening.answer_see')}: ${a.idea_text}`}>
                  {a.idea_text}
                </TextLink>
              ) : null}
            </Card>
          );
        })
      ) : (
        <Empty drawing="say" title={say('listening.answers_none')} text={say('listening.answers_none_text')} />
      )}
    </>
  );
}
