import { useRef, useState } from 'react';
import type { IdeaCard as Idea } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  CardHead,
  drawingOf,
  Empty,
  ErrorNote,
  Field,
  ListCard,
  ListRow,
  Loading,
  marked,
  Note,
  OutboxLine,
  Part,
  Screen,
  Text,
  TextLink,
} from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { FilesOnTheWay, MorePart } from '../components/added';
import { IdeaCard } from '../components/idea-card';
import { KindChoice, SignChoice } from '../components/idea-fields';
import { type Added, type NewIdea, useIdeas, useInterest, usePutUp, useSimilar } from '../queries';
import { likeYoursWords } from '../said';

/** Joining an idea that is there is as easy as adding one more. */
function LikeYours({ idea }: { idea: Idea }) {
  const { say } = useWords();
  const { come, press, latest } = useInterest(idea);
  return (
    <Note tone="indigo" drawing="say" live>
      <Text>{marked(likeYoursWords(say, idea))}</Text>
      {come ? (
        <Text bold tone="yes">
          {say('ideas.youd_come')}
        </Text>
      ) : (
        <TextLink onPress={() => void press()} label={say('ideas.id_come_label', { text: idea.text })}>
          {say('ideas.come_to_this')}
        </TextLink>
      )}
      <OutboxLine row={latest} />
    </Note>
  );
}

function Composer() {
  const { say } = useWords();
  const { putUp, latest, files, refused, dismiss } = usePutUp();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<string>('other');
  const [shownAs, setShownAs] = useState<NewIdea['shown_as']>('named');
  const [added, setAdded] = useState<Added>({});
  const [told, setTold] = useState(false);
  const sending = useRef(false);
  const similar = useSimilar(text);
  const line = text.trim();
  const send = async () => {
    if (line.length < 3) return setTold(true);
    if (sending.current) return;
    sending.current = true;
    await putUp({ text: line, kind, shown_as: shownAs }, added).finally(() => {
      sending.current = false;
    });
    setText('');
    setAdded({});
    setKind('other');
    setTold(false);
  };
  const writing = line.length > 0;
  return (
    <Card lit>
      <Field
        label={say('ideas.field')}
        hideLabel
        value={text}
        onChangeText={setText}
        hint={say('ideas.hint')}
        wrong={told && line.length < 3 ? say('ideas.too_short') : undefined}
        maxLength={140}
        lines={2}
      />
      {similar.slice(0, 2).map((idea) => (
        <LikeYours key={idea.id} idea={idea} />
      ))}
      {writing ? <KindChoice value={kind} onChange={setKind} /> : null}
      <SignChoice value={shownAs} onChange={setShownAs} />
      {writing ? <MorePart added={added} onChange={setAdded} shownAs={shownAs} /> : null}
      <BigButton onPress={() => void send()}>{say('ideas.put_up')}</BigButton>
      <OutboxLine row={latest} />
      <FilesOnTheWay files={files} />
      {refused ? (
        <Button
          onPress={() => {
            setText(refused.idea.text);
            setKind(refused.idea.kind);
            setShownAs(refused.idea.shown_as);
            dismiss();
          }}
        >
          {say('ideas.change_it')}
        </Button>
      ) : null}
    </Card>
  );
}

/** Put up an idea in one line; back someone's. */
export function IdeasScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const list = useIdeas();
  const { waiting } = usePutUp();
  const found = list.data?.pages.flatMap((p) => p.results) ?? [];
  const stale = list.data && list.isError;
  return (
    <Screen
      title={say('ideas.title')}
      help={say('ideas.help')}
      seenAt={stale ? phoneTime(new Date(list.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void list.refetch()}
      refreshing={list.isRefetching}
    >
      <Composer />
      <Part>{say('ideas.list')}</Part>
      {waiting.map(({ key, row, idea }) => (
        <Card key={key}>
          <CardHead
            drawing={idea.kind === 'other' ? 'idea' : drawingOf(idea.kind)}
            title={idea.text}
            lines={<Text tone="quiet">{say('ideas.waiting_idea')}</Text>}
          />
          <OutboxLine row={row} silent />
        </Card>
      ))}
      {list.data ? (
        found.length ? (
          found.map((idea) => <IdeaCard key={idea.id} idea={idea} today={today} />)
        ) : waiting.length ? null : (
          <Empty drawing="idea" title={say('ideas.empty')} text={say('ideas.empty_text')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
      {list.hasNextPage ? (
        <Button grow onPress={() => void list.fetchNextPage()}>
          {say('ideas.more')}
        </Button>
      ) : null}
      <ListCard label={say('ideas.log')}>
        <ListRow first drawing="tick" title={say('ideas.log')} href="/decisions" />
        <ListRow drawing="checklist" title={say('ideas.rules')} href="/rules" />
        <ListRow drawing="stairs" title={say('ideas.barriers')} href="/barriers" />
        <ListRow drawing="people" title={say('ideas.tallies')} href="/tallies" />
        <ListRow drawing="say" title={say('ideas.conversations')} href="/conversations" />
      </ListCard>
    </Screen>
  );
}
