import { Button, ErrorNote, Loading, Note, Screen, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { useWords } from '@/words';
import { OtherTime } from '../components/other-time';
import { OtherWords } from '../components/other-words';
import { SameAgain } from '../components/same-again';
import { useDate } from '../date';

/** One date, for whoever runs it: other words, another time, and for organisers the same again. */
export function ChangeDateScreen({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  const read = useDate(id);
  const { data: page, etag } = read.data ?? {};
  if (!page || !etag)
    return (
      <Screen title={say('changing.title')} back titleHidden={read.isPending}>
        {read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />}
      </Screen>
    );
  return (
    <Screen
      title={page.title}
      back
      help={say('changing.help')}
      lead={<Text bold>{momentWords(say, page.starts, page.ends, today)}</Text>}
    >
      {page.may.change ? (
        <>
          {/* After a save the form begins again from what people read now. */}
          <OtherWords
            key={JSON.stringify([page.title, page.place, page.how_hard, page.cost, page.what_to_bring])}
            page={page}
            etag={etag}
          />
          <OtherTime page={page} etag={etag} />
        </>
      ) : (
        <Note title={say('changing.not')}>{say('changing.not_text')}</Note>
      )}
      {has('organiser') ? <SameAgain page={page} /> : null}
      {page.may.change && page.repeats && has('organiser') ? (
        <Button href={`/desk/series?activity=${page.activity_id}`} drawing="time" grow>
          {say('series.open_desk')}
        </Button>
      ) : null}
    </Screen>
  );
}
