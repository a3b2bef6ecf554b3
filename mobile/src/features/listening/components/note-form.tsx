import { useState } from 'react';
import { View } from 'react-native';
import { Button, Card, Choice, DateField, Field, Note, Text } from '@/design';
import { type Key, type Say, useWords } from '@/words';
import { type Draft, type DraftLine, emptyLine, isWhole } from '../drafts';
import { tagDrawing, tags, tagWords } from '../tags';
import { SiteChoice } from './site-choice';

const marks = ['idea', 'barrier', 'question', 'thanks'] as const;
export const markDrawings = { idea: 'idea', barrier: 'stairs', question: 'help', thanks: 'tick' } as const;
export const markWords = (say: Say, mark: DraftLine['mark']): string =>
  say(`listening.mark_${mark}` as Key & 'listening.mark_idea');

/** One note on this phone: a day, a place, and lines. Every letter is kept, so that a closed app loses none. */
export function NoteForm({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { say } = useWords();
  const [told, setTold] = useState(false);
  const { typing, lines } = draft;
  const type = (more: Partial<DraftLine>) => onChange({ ...draft, typing: { ...typing, ...more } });
  const add = () => {
    if (!isWhole(typing)) return setTold(true);
    setTold(false);
    onChange({ ...draft, lines: [...lines, { ...typing, text: typing.text.trim() }], typing: emptyLine });
  };
  const wrong =
    told && !isWhole(typing)
      ? say(typing.text.trim().length < 3 ? 'listening.line_short' : 'listening.line_tag_why')
      : undefined;
  return (
    <Card lit>
      <Note tone="amber" drawing="lock">
        {say('listening.notes_no_names')}
      </Note>
      <DateField
        label={say('listening.note_date')}
        value={draft.date}
        onChangeText={(date) => onChange({ ...draft, date })}
      />
      <SiteChoice value={draft.site} onChange={(site) => onChange({ ...draft, site })} />
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same, and none of them holds state
        <View key={`${i} ${line.text}`} style={{ gap: 4 }}>
          <Text bold>
            {line.tag ? `${markWords(say, line.mark)}: ${tagWords(say, line.tag)}` : markWords(say, line.mark)}
          </Text>
          <Text>{line.text}</Text>
          <Button
            onPress={() => onChange({ ...draft, lines: lines.filter((_, at) => at !== i) })}
            label={say('listening.line_away', { text: line.text })}
          >
            {say('listening.line_away_short')}
          </Button>
        </View>
      ))}
      <Field
        label={say('listening.line')}
        value={typing.text}
        onChangeText={(text) => type({ text })}
        maxLength={140}
        lines={2}
        wrong={wrong}
      />
      <Choice
        label={say('listening.line_mark')}
        value={typing.mark}
        onChange={(mark) => type({ mark })}
        options={marks.map((m) => ({ value: m, text: markWords(say, m), drawing: markDrawings[m] }))}
      />
      {typing.mark === 'barrier' ? (
        <View style={{ gap: 8 }}>
          <Text bold>{say('listening.line_tag')}</Text>
          <Choice
            label={say('listening.line_tag')}
            value={typing.tag}
            onChange={(tag) => type({ tag })}
            options={tags.map((t) => ({ value: t, text: tagWords(say, t), drawing: tagDrawing(t) }))}
          />
        </View>
      ) : null}
      <Button grow drawing="plus" onPress={add}>
        {say('listening.line_add')}
      </Button>
    </Card>
  );
}
