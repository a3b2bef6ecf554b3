import { useState } from 'react';
import { View } from 'react-native';
import type { FieldLine, FieldNote } from '@/api/shapes';
import { Button, Card, CardHead, Choice, Fact, OutboxLine, Row, Text, TextLink } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { useDeleteNote, usePutUpLine } from '../queries';
import { type Kind, kindDrawing, kinds, kindWords, tagWords } from '../tags';
import { markDrawings, markWords } from './note-form';

/** It becomes an idea that is nobody's, which nobody changes later: so what it is like is said now, and not guessed. */
function PutUp({ text, putUp }: { text: string; putUp: ReturnType<typeof usePutUpLine>['putUp'] }) {
  const { say } = useWords();
  const [kind, setKind] = useState<Kind>();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button grow onPress={() => setOpen(true)} label={`${say('listening.line_make')}: ${text}`}>
        {say('listening.line_make')}
      </Button>
    );
  return (
    <>
      <Text bold>{say('ideas.kind')}</Text>
      <Choice
        label={`${say('ideas.kind')} ${text}`}
        value={kind}
        onChange={setKind}
        options={kinds.map((k) => ({ value: k, text: kindWords(say, k), drawing: kindDrawing(k) }))}
      />
      {kind ? (
        <>
          <Row>
            <Button onPress={() => void putUp(kind, 'anonymous')} label={`${say('listening.line_put_up')}: ${text}`}>
              {say('listening.line_put_up')}
            </Button>
            <Button onPress={() => void putUp(kind, 'team')} label={`${say('listening.line_put_up_team')}: ${text}`}>
              {say('listening.line_put_up_team')}
            </Button>
          </Row>
          <Text tone="quiet">{say('listening.line_put_up_note')}</Text>
        </>
      ) : null}
    </>
  );
}

function Line({ noteId, line }: { noteId: string; line: FieldLine }) {
  const { say } = useWords();
  const { putUp, sent, latest } = usePutUpLine(noteId, line.id);
  const mark = markWords(say, line.mark);
  return (
    <Fact drawing={markDrawings[line.mark]}>
      <View style={{ gap: 4 }}>
        <Text tone="quiet">{line.tag ? `${mark}: ${tagWords(say, line.tag)}` : mark}</Text>
        <Text>{line.text}</Text>
        {line.idea_id ? (
          <TextLink href={`/ideas/${line.idea_id}`}>{say('listening.line_is_idea')}</TextLink>
        ) : line.mark === 'idea' && !sent ? (
          <PutUp text={line.text} putUp={putUp} />
        ) : null}
        <OutboxLine row={latest} />
      </View>
    </Fact>
  );
}

/** A note that the server has: read by its writer and by organisers. */
export function SentNote({ note }: { note: FieldNote }) {
  const { say } = useWords();
  const { today } = useMe();
  const { deleteIt, isGoing, latest } = useDeleteNote(note.id);
  const from = note.is_mine
    ? say('listening.note_mine')
    : note.writer_name
      ? say('listening.note_from', { name: note.writer_name })
      : '';
  return (
    <Card>
      <CardHead
        drawing="say"
        title={say('listening.note_of', { date: dateWords(say, note.date, today) })}
        lines={<Text tone="quiet">{[note.site_name, from].filter(Boolean).join(' · ')}</Text>}
      />
      {note.lines.map((line) => (
        <Line key={line.id} noteId={note.id} line={line} />
      ))}
      {isGoing ? null : (
        <Button grow onPress={() => void deleteIt()}>
          {say('listening.note_delete')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
