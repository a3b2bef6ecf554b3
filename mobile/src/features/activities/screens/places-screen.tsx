import { useState } from 'react';
import { View } from 'react-native';
import {
  BigButton,
  Button,
  Card,
  Empty,
  ErrorNote,
  Field,
  Loading,
  OutboxLine,
  Part,
  Row,
  Screen,
  Sheet,
  Text,
  TextLink,
} from '@/design';
import { momentWords, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { CutOff } from '../components/cut-off';
import { DecideDraw } from '../components/decide-draw';
import { FewerPlaces } from '../components/fewer-places';
import { KeepPlaces } from '../components/keep-places';
import { MakeRoom } from '../components/make-room';
import { type OnList, usePlacesDesk, usePlacesList } from '../places';
import { bands } from '../stage';

const parts = ['placed', 'offered', 'waiting', 'removed'] as const;

function Party({ row, today, act }: { row: OnList; today: string; act?: (row: OnList) => void }) {
  const { say } = useWords();
  const name = row.name || say('activities.list_no_name');
  const lines = [
    row.party.adults ? say.count('activities.list_adults', row.party.adults) : '',
    ...bands.map((band) => (row.party[band] ? `${say(`activities.bring_${band}`)}: ${row.party[band]}` : '')),
    row.offer_ends ? say('activities.list_offer', { when: momentWords(say, row.offer_ends, undefined, today) }) : '',
    row.offer_lapsed
      ? say('activities.list_lapsed', { when: momentWords(say, row.offer_lapsed, undefined, today) })
      : '',
    row.typed_by ? say('activities.list_typed_by', { name: row.typed_by }) : '',
    row.reason
      ? say(row.status === 'placed' ? 'activities.let_in_why' : 'activities.taken_off_why', { reason: row.reason })
      : '',
  ].filter(Boolean);
  return (
    <View style={{ gap: 4 }}>
      <Row style={{ justifyContent: 'space-between' }}>
        <Text bold>{row.position ? say('activities.list_position', { name, position: row.position }) : name}</Text>
        {act ? (
          <TextLink
            label={say(row.status === 'removed' ? 'activities.put_back_who' : 'activities.take_off_who', { name })}
            onPress={() => act(row)}
          >
            {say(row.status === 'removed' ? 'activities.put_back' : 'activities.take_off')}
          </TextLink>
        ) : null}
      </Row>
      {lines.map((line) => (
        <Text key={line} tone="quiet">
          {line}
        </Text>
      ))}
    </View>
  );
}

/** Who is on the list of one date, for those who run it. */
export function PlacesScreen({ id }: { id: string }) {
  const { say } = useWords();
  const { today } = useMe();
  const read = usePlacesList(id);
  const desk = usePlacesDesk(id, read.data?.etag);
  const [off, setOff] = useState<OnList>();
  const [reason, setReason] = useState('');
  const found = read.data?.data;
  const act = (row: OnList) => {
    if (row.status === 'removed') return void desk.putBack(row.id);
    setReason('');
    setOff(row);
  };
  return (
    <Screen
      title={say('activities.list_title')}
      back
      help={say('activities.list_help')}
      lead={found ? <Text>{`${found.title}. ${momentWords(say, found.starts, undefined, today)}`}</Text> : undefined}
      seenAt={found && read.isError ? phoneTime(new Date(read.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void read.refetch()}
      refreshing={read.isRefetching}
    >
      {found ? null : read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />}
      {found && !found.sign_ups.length && !found.without_card ? (
        <Empty drawing="people" title={say('activities.going_none')} text={say('activities.list_empty')} />
      ) : null}
      {parts.map((part) => {
        const rows = found?.sign_ups.filter((row) => row.status === part) ?? [];
        return rows.length ? (
          <Card key={part} style={{ gap: 16 }}>
            <Part>{say(`activities.list_${part}`)}</Part>
            {rows.map((row) => (
              <Party key={row.id} row={row} today={today} act={found?.may_remove ? act : undefined} />
            ))}
          </Card>
        ) : null;
      })}
      {found?.without_card ? <Text>{say.count('activities.list_without_card', found.without_card)}</Text> : null}
      {found?.may_keep ? (
        <KeepPlaces
          key={`keep ${JSON.stringify(found.kept)} ${found.facilities_until?.date}`}
          list={found}
          desk={desk}
          today={today}
        />
      ) : null}
      {found ? <MakeRoom id={id} list={found} /> : null}
      {found ? <CutOff key={`cut-off ${found.cut_off_hours}`} id={id} list={found} today={today} /> : null}
      {found ? <FewerPlaces key={`places ${found.places}`} id={id} list={found} /> : null}
      {found?.may_keep ? (
        <DecideDraw key={`draw ${found.draws_at?.date}`} id={id} list={found} desk={desk} today={today} />
      ) : null}
      <OutboxLine row={desk.latest} />
      {desk.latest?.state === 'refused' ? (
        <Button grow onPress={desk.dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
      <Sheet
        open={off !== undefined}
        onClose={() => setOff(undefined)}
        title={say('activities.take_off_who', { name: off?.name || say('activities.list_no_name') })}
      >
        <Text>{say('activities.take_off_help')}</Text>
        <Field
          label={say('activities.take_off_why')}
          value={reason}
          onChangeText={setReason}
          maxLength={200}
          lines={2}
        />
        <BigButton
          why={reason.trim() ? undefined : say('activities.take_off_needs_why')}
          onPress={() => {
            if (!off || !reason.trim()) return;
            void desk.takeOff(off.id, reason.trim());
            setOff(undefined);
          }}
        >
          {say('activities.take_off_yes')}
        </BigButton>
      </Sheet>
    </Screen>
  );
}
