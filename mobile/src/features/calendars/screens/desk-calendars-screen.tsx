import { useState } from 'react';
import { View } from 'react-native';
import { Card, Choice, DateField, drawingOf, ErrorNote, Loading, Row, Text, Title } from '@/design';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { FeedCard } from '../components/feed-card';
import { FileLink, hasFiles } from '../components/file-link';
import { type Filters, type Form, programmeFile, useFeeds, useSites } from '../queries';

const KINDS = [
  ...(['walk', 'cook', 'picnic', 'family', 'hill', 'day_out', 'trip', 'talk'] as const),
  ...(['cafe', 'listen', 'litter', 'choir', 'calm', 'move', 'check', 'other'] as const),
];
const STATES = ['planned', 'published', 'started', 'closed', 'stopped', 'cancelled'] as const;
const FORMS: readonly Form[] = ['xlsx', 'csv', 'ics', 'json'];
const anything = { first_date: '', last_date: '', site_id: '', kind: '', state: '' };

/** One filter: everything, or one of these. */
function Pick({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: string; text: string }[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { say } = useWords();
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{label}</Text>
      <Choice
        label={label}
        value={value}
        onChange={onChange}
        options={[{ value: '', text: say('calendars.all') }, ...options]}
      />
    </View>
  );
}

/** The programme to take away: which dates, then as what. And the month to hang up. */
function Files({
  sites,
  kinds,
}: {
  sites: { value: string; text: string }[];
  kinds: { value: string; text: string }[];
}) {
  const { say, lang } = useWords();
  const { today } = useMe();
  const [filters, setFilters] = useState<Filters>(anything);
  const set = (more: Partial<Filters>) => setFilters({ ...filters, ...more });
  const month = (filters.first_date || today).slice(0, 7);
  return (
    <Card>
      <Title>{say('calendars.files')}</Title>
      <Text>{say('calendars.files_text')}</Text>
      {hasFiles ? (
        <>
          <DateField
            label={say('calendars.first_date')}
            value={filters.first_date}
            onChangeText={(first_date) => set({ first_date })}
          />
          <DateField
            label={say('calendars.last_date')}
            value={filters.last_date}
            onChangeText={(last_date) => set({ last_date })}
          />
          <Pick
            label={say('calendars.site')}
            options={sites}
            value={filters.site_id}
            onChange={(site_id) => set({ site_id })}
          />
          <Pick label={say('calendars.kind')} options={kinds} value={filters.kind} onChange={(kind) => set({ kind })} />
          <Pick
            label={say('calendars.state')}
            options={STATES.map((value) => ({ value, text: say(`desk.state_${value}`) }))}
            value={filters.state}
            onChange={(state) => set({ state })}
          />
          <Row gap={16}>
            {FORMS.map((form) => (
              <FileLink key={form} href={programmeFile(form, filters)}>
                {say(`calendars.form_${form}`)}
              </FileLink>
            ))}
          </Row>
          <Text tone="quiet">{say('calendars.csv_note')}</Text>
          <FileLink
            isPage
            href={`/print/month?month=${month}${filters.site_id ? `&site=${filters.site_id}` : ''}&lang=${lang}`}
          >
            {say('calendars.month_page')}
          </FileLink>
        </>
      ) : (
        <Text tone="quiet">{say('calendars.on_computer')}</Text>
      )}
    </Card>
  );
}

/** Calendars of one site or one kind, and the programme as files. */
export function DeskCalendarsScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const feeds = useFeeds();
  const sites = useSites();
  const [site, setSite] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('walk');
  const places = (sites.data ?? []).map((s) => ({ value: s.id, text: s.name }));
  const kinds = KINDS.map((value) => ({ value, text: say(`desk.kind_${value}`), drawing: drawingOf(value) }));
  const here = places.find((p) => p.value === site) ?? places[0];
  return (
    <DeskPage here="activities" title={say('calendars.desk_title')} lead={say('calendars.desk_lead')}>
      <Files sites={places} kinds={kinds} />
      {feeds.data ? (
        <>
          {here ? (
            <View style={{ gap: 8 }}>
              <Text bold>{say('calendars.of_site')}</Text>
              <Choice label={say('calendars.of_site')} value={here.value} onChange={setSite} options={places} />
              <FeedCard
                key={here.value}
                purpose="site"
                about={here.value}
                title={here.text}
                text={say('calendars.programme_text')}
                feeds={feeds.data}
                today={today}
              />
            </View>
          ) : null}
          <View style={{ gap: 8 }}>
            <Text bold>{say('calendars.of_kind')}</Text>
            <Choice label={say('calendars.of_kind')} value={kind} onChange={setKind} options={kinds} />
            <FeedCard
              key={kind}
              purpose="kind"
              about={kind}
              drawing={drawingOf(kind)}
              title={say(`desk.kind_${kind}`)}
              text={say('calendars.programme_text')}
              feeds={feeds.data}
              today={today}
            />
          </View>
        </>
      ) : feeds.isError ? (
        <ErrorNote error={feeds.error} again={() => void feeds.refetch()} />
      ) : (
        <Loading />
      )}
    </DeskPage>
  );
}
