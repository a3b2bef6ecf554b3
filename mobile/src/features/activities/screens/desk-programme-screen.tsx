import { type ReactNode, useState } from 'react';
import { View } from 'react-native';
import {
  BigButton,
  Button,
  Card,
  drawingOf,
  Empty,
  ErrorNote,
  Field,
  go,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Row,
  Sheet,
  Stepper,
  Text,
} from '@/design';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { useOccurrences, useRunning, useTagged } from '../queries';
import { whoLeads } from '../say';
import type { Card as OneDate, Page } from '../types';

type More = (page: Page) => ReactNode;

function Places({ page, etag, running }: { page: Page; etag: string; running: ReturnType<typeof useRunning> }) {
  const { say } = useWords();
  const [places, setPlaces] = useState(page.places);
  const least = Math.max(1, page.taken);
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('desk.change_places')}</Text>
      <Row gap={16}>
        <Stepper label={say('desk.change_places')} value={places} min={least} max={500} onChange={setPlaces} />
        {places === page.places ? null : (
          <Button onPress={() => void running.setPlaces(places, etag)}>
            {say('desk.change_places_save', { count: places })}
          </Button>
        )}
      </Row>
    </View>
  );
}
function CallOff({ page, running }: { page: Page; running: ReturnType<typeof useRunning> }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button tone="stop" drawing="cross" onPress={() => setOpen(true)}>
        {say('desk.call_off')}
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={say('desk.call_off_title', { date: dateWords(say, page.starts.date) })}
      >
        <Text>{say('desk.call_off_text')}</Text>
        <Field label={say('desk.call_off_why')} value={reason} onChangeText={setReason} maxLength={200} lines={2} />
        <Button
          tone="stop"
          drawing="cross"
          grow
          onPress={() => {
            setOpen(false);
            void running.callOff(reason.trim());
          }}
        >
          {say('desk.call_off_yes')}
        </Button>
      </Sheet>
    </>
  );
}

/** One date, opened: places, who leads, what is missing, calling it off. */
function Opened({ id, roles, gate }: { id: string; roles: More; gate: More }) {
  const { say } = useWords();
  const read = useTagged(id);
  const running = useRunning(id);
  if (!read.data)
    return read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />;
  const { data: page, etag } = read.data;
  const changes = page.state === 'planned' || page.state === 'published';
  return (
    <View style={{ gap: 16, paddingBottom: 16 }}>
      <Text>{`${page.place}. ${whoLeads(say, page)}`}</Text>
      {page.cancel_reason ? (
        <Note tone="clay">{say('activities.cancelled_reason', { reason: page.cancel_reason })}</Note>
      ) : null}
      {changes ? roles(page) : null}
      {page.state === 'planned' ? gate(page) : null}
      {changes && etag ? <Places key={page.places} page={page} etag={etag} running={running} /> : null}
      <OutboxLine row={running.latest} />
      <Row>
        {changes && page.may.change ? (
          <Button href={`/occurrences/${id}/change`}>{say('activities.change_date')}</Button>
        ) : null}
        {page.may.change ? (
          <Button href={`/desk/series?activity=${page.activity_id}`} drawing="time">
            {say('series.open_desk')}
          </Button>
        ) : null}
        <Button href={`/occurrences/${id}`}>{say('desk.open_page')}</Button>
        <Button href={`/occurrences/${id}/paper`} drawing="print">
          {say('paper.row')}
        </Button>
        <Button href={`/desk/times?series=${page.activity_id}`} drawing="time">
          {say('desk.who_is_left_out')}
        </Button>
        {page.may.checklist ? (
          <Button href={`/occurrences/${id}/lead`} drawing="checklist">
            {say('activities.leads_screen')}
          </Button>
        ) : null}
        {changes && page.may.cancel ? <CallOff page={page} running={running} /> : null}
        {page.state === 'cancelled' && page.may.bring_back ? (
          <Button onPress={() => void running.bringBack()}>{say('desk.bring_back')}</Button>
        ) : null}
      </Row>
    </View>
  );
}

/** Every date to come with its places; a press opens one below its row. */
export function DeskProgrammeScreen({ activity, roles, gate }: { activity?: string; roles: More; gate: More }) {
  const { say } = useWords();
  const { today } = useMe();
  const list = useOccurrences();
  const [chosen, setChosen] = useState<string>();
  const cards = list.cards;
  const open = chosen ?? cards?.find((c) => c.activity_id === activity)?.id;
  const text = (c: OneDate) =>
    [
      say(`desk.state_${c.state}`),
      '·',
      say('desk.row_people', { taken: c.taken, places: c.places }),
      c.waiting ? say.count('desk.row_waiting', c.waiting) : '',
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <DeskPage
      here="activities"
      title={say('desk.programme_title')}
      lead={say('desk.programme_help')}
      aside={
        <Card>
          <BigButton onPress={() => go('/desk/activity')}>{say('desk.make_new')}</BigButton>
          <Button href="/desk/calendars" drawing="shifts">
            {say('desk.calendars_open')}
          </Button>
        </Card>
      }
    >
      {cards ? (
        cards.length ? (
          <Card style={{ paddingVertical: 0, gap: 0 }}>
            {cards.map((c, i) => (
              <View key={c.id}>
                <ListRow
                  first={i === 0}
                  drawing={drawingOf(c.kind)}
                  title={c.title}
                  text={
                    <>
                      <Text>{momentWords(say, c.starts, c.ends, today)}</Text>
                      <Text tone="quiet">{text(c)}</Text>
                    </>
                  }
                  expanded={open === c.id}
                  onPress={() => setChosen(open === c.id ? '' : c.id)}
                />
                {open === c.id ? <Opened id={c.id} roles={roles} gate={gate} /> : null}
              </View>
            ))}
          </Card>
        ) : (
          <Empty drawing="walk" title={say('desk.no_dates')} text={say('desk.no_dates_text')} />
        )
      ) : list.isError ? (
        <ErrorNote error={list.error} again={() => void list.refetch()} />
      ) : (
        <Loading />
      )}
      {list.hasNextPage ? <Button onPress={() => void list.fetchNextPage()}>{say('desk.more')}</Button> : null}
    </DeskPage>
  );
}
