import { useState } from 'react';
import type { IdeaCard as Idea } from '@/api/shapes';
import { Button, Card, Field, Note, OutboxLine, Part, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { type Added, useMyIdea } from '../queries';
import { FilesOnTheWay, MorePart } from './added';
import { KindChoice, SignChoice } from './idea-fields';

function Change({ idea, onDone }: { idea: Idea; onDone: () => void }) {
  const { say } = useWords();
  const { change } = useMyIdea(idea.id);
  const [text, setText] = useState(idea.text);
  const [kind, setKind] = useState<string>(idea.kind);
  const [shownAs, setShownAs] = useState(idea.author.shown_as);
  const [added, setAdded] = useState<Added>(idea.photo ? { alt: idea.photo.alt } : {});
  const line = text.trim();
  return (
    <>
      <Field
        label={say('ideas.field')}
        value={text}
        onChangeText={setText}
        hint={say('ideas.change_hint')}
        wrong={line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={140}
        lines={2}
      />
      <KindChoice value={kind} onChange={setKind} />
      <SignChoice value={shownAs} onChange={setShownAs} />
      <MorePart
        added={added}
        onChange={setAdded}
        shownAs={shownAs}
        has={{ photo: Boolean(idea.photo), voice: Boolean(idea.voice_note) }}
      />
      {idea.author.shown_as !== 'anonymous' && shownAs === 'anonymous' ? (
        <Text tone="quiet">{say('ideas.change_name_seen')}</Text>
      ) : null}
      <Button
        grow
        onPress={() => {
          if (line.length >= 3) void change({ text: line, kind, shown_as: shownAs }, added).then(onDone);
        }}
      >
        {say('ideas.change_keep')}
      </Button>
      <Button grow onPress={onDone}>
        {say('ideas.change_leave')}
      </Button>
    </>
  );
}

/** What only its author can do: change it, take it back, bring it back the same day. */
export function MyIdea({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  const { withdraw, bringBack, isWithdrawn, latest, files } = useMyIdea(idea.id);
  const [open, setOpen] = useState(false);
  const gone = isWithdrawn ?? idea.status === 'withdrawn';
  const sameDay = (idea.withdrawn_date ?? today) === today;
  if (!idea.author.is_me || !(idea.can_be_changed || (gone && sameDay))) return null;
  return (
    <>
      <Part>{say('ideas.mine')}</Part>
      <Card>
        {gone ? (
          <>
            <Text>{say('ideas.withdrawn_mine')}</Text>
            <Button grow onPress={() => void bringBack()}>
              {say('ideas.bring_back')}
            </Button>
          </>
        ) : open ? (
          <Change idea={idea} onDone={() => setOpen(false)} />
        ) : (
          <>
            <Text tone="quiet">{say('ideas.mine_text')}</Text>
            <Button grow onPress={() => setOpen(true)}>
              {say('ideas.change')}
            </Button>
            <Button grow onPress={() => void withdraw()}>
              {say('ideas.withdraw')}
            </Button>
          </>
        )}
        <OutboxLine row={latest} />
        <FilesOnTheWay files={files} />
      </Card>
    </>
  );
}

/** For those who said that they would come to other words; and every line that stood here, for everyone. */
export function EarlierTexts({ idea, today }: { idea: Idea; today: string }) {
  const { say } = useWords();
  if (!idea.earlier_texts.length) return null;
  return (
    <>
      {idea.changed_since_i_said ? (
        <Note tone="amber" title={say('ideas.changed_since')}>
          {say('ideas.changed_since_text')}
        </Note>
      ) : null}
      <Text bold>{say('ideas.earlier')}</Text>
      <Text tone="quiet">
        {idea.earlier_texts
          .map((was) => say('ideas.earlier_line', { text: was.text, date: dateWords(say, was.replaced_date, today) }))
          .join('\n')}
      </Text>
    </>
  );
}
