import { useLocalSearchParams } from 'expo-router';
import { useCallback, useState } from 'react';
import type { Presentation } from '@/api/shapes';
import { BigButton, Button, Card, ErrorNote, Loading, Note, OutboxLine, Part, Row, Text, TickRow } from '@/design';
import { Stage } from '@/design/slide';
import { addDays, dateWords, momentWords } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { SlideView } from '../components/slide-view';
import { useMeetingCode, usePresentation } from '../queries';
import { slidesOf } from '../slides';

const presents = ['organiser', 'lead', 'connector'] as const;
// Long enough for whoever wrote the address down in the room.
const LINK_DAYS = 14;

/** The way in, made for this meeting. A link is an organiser's to make; a lead can make a code to say aloud. */
function WaysIn() {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  const poster = useMeetingCode('poster');
  const spoken = useMeetingCode('spoken');
  if (!has('organiser', 'lead')) return null;
  return (
    <Card>
      <Part>{say('presenting.code_title')}</Part>
      <Text tone="quiet">{say('presenting.code_text')}</Text>
      {poster.made ? (
        <Note tone="leaf">
          {say('presenting.link_there', { date: dateWords(say, poster.made.take_down_date, today) })}
        </Note>
      ) : null}
      {spoken.made ? (
        <Note tone="leaf">
          {say('presenting.spoken_there', { time: momentWords(say, spoken.made.ends, null, today) })}
        </Note>
      ) : null}
      <Row>
        {has('organiser') && !poster.made ? (
          <Button
            drawing="phone"
            onPress={() => (poster.waits ? undefined : void poster.make(addDays(today, LINK_DAYS)))}
          >
            {say('presenting.make_link')}
          </Button>
        ) : null}
        {spoken.made ? null : (
          <Button drawing="say" onPress={() => (spoken.waits ? undefined : void spoken.make())}>
            {say('presenting.make_spoken')}
          </Button>
        )}
      </Row>
      <OutboxLine row={poster.latest} silent />
      <OutboxLine row={spoken.latest} silent />
    </Card>
  );
}

function Question({
  shown,
  value,
  onChange,
}: {
  shown: Presentation;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { say } = useWords();
  if (!shown.conversations.length) return null;
  return (
    <Card>
      <Part>{say('presenting.question_title')}</Part>
      {shown.conversations.map((c, i) => (
        <TickRow
          key={c.id}
          first={i === 0}
          ticked={c.id === value}
          lang={c.language}
          onPress={() => onChange(c.id === value ? undefined : c.id)}
        >
          {c.question}
        </TickRow>
      ))}
    </Card>
  );
}

/** The big screen of a meeting: first what is to be on it, then the slides themselves. */
export function PresentScreen() {
  const { say } = useWords();
  const { has } = useSession();
  const { slide } = useLocalSearchParams<{ slide?: string }>();
  const found = usePresentation(has(...presents));
  const poster = useMeetingCode('poster');
  const spoken = useMeetingCode('spoken');
  const [question, setQuestion] = useState<string>();
  const [at, setAt] = useState<number | undefined>(slide ? Number(slide) - 1 || 0 : undefined);
  const leave = useCallback(() => setAt(undefined), []);
  const shown = found.data;
  if (shown && at !== undefined) {
    const slides = slidesOf(shown, question);
    const here = Math.min(Math.max(0, at), slides.length - 1);
    return (
      <Stage
        at={here}
        count={slides.length}
        onTurn={setAt}
        onLeave={leave}
        words={{
          place: say('presenting.slide_of', { n: here + 1, count: slides.length }),
          next: say('presenting.next'),
          before: say('presenting.before'),
          leave: say('presenting.leave'),
        }}
      >
        <SlideView
          slide={slides[here] ?? 'who'}
          shown={shown}
          poster={poster.made}
          spoken={spoken.made}
          question={question}
        />
      </Stage>
    );
  }
  return (
    <DeskPage
      here="today"
      may={presents}
      title={say('presenting.title')}
      lead={say('presenting.lead')}
      help={say('presenting.help')}
    >
      {shown ? (
        <>
          <WaysIn />
          <Question shown={shown} value={question} onChange={setQuestion} />
          <BigButton drawing="people" onPress={() => setAt(0)}>
            {say('presenting.start')}
          </BigButton>
          <Text tone="quiet">{say('presenting.help')}</Text>
        </>
      ) : found.isError ? (
        <ErrorNote error={found.error} again={() => void found.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
