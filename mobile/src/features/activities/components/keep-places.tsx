import { useState } from 'react';
import { Button, Card, DateField, Field, OutboxLine, Part, Row, Stepper, Text, TickRow } from '@/design';
import { addDays, momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { type PlacesList, useFacilitiesTeams, type usePlacesDesk } from '../places';

const MOST_JOBS = 5;

/** What one date keeps: for people who come for the first time, for small jobs, for facilities staff first. */
export function KeepPlaces({
  list,
  desk,
  today,
}: {
  list: PlacesList;
  desk: ReturnType<typeof usePlacesDesk>;
  today: string;
}) {
  const { say } = useWords();
  const [first, setFirst] = useState(list.kept.find((row) => !row.job)?.count ?? 0);
  const [jobs, setJobs] = useState(list.kept.filter((row) => row.job).map((row) => row.job));
  const [job, setJob] = useState('');
  const [opens, setOpens] = useState(list.facilities_until?.date ?? '');
  const named = job.trim();
  const all = named && !jobs.includes(named) ? [...jobs, named] : jobs;
  return (
    <Card style={{ gap: 16 }}>
      <Part>{say('activities.keep_title')}</Part>
      {list.kept_until ? (
        <Text tone="quiet">
          {say('activities.keep_until', { when: momentWords(say, list.kept_until, undefined, today) })}
        </Text>
      ) : null}
      <Row gap={16}>
        <Text>{say('activities.keep_first')}</Text>
        <Stepper label={say('activities.keep_first')} value={first} max={list.places} onChange={setFirst} />
      </Row>
      {jobs.map((name) => (
        <Row key={name} gap={16}>
          <Text>{name}</Text>
          <Button
            label={say('activities.keep_no_job', { job: name })}
            onPress={() => setJobs(jobs.filter((j) => j !== name))}
          >
            {say('activities.keep_drop')}
          </Button>
        </Row>
      ))}
      {jobs.length < MOST_JOBS ? (
        <Field
          label={say('activities.keep_job')}
          hint={say('activities.keep_job_hint')}
          value={job}
          onChangeText={setJob}
          maxLength={40}
        />
      ) : null}
      <DateField
        label={say('activities.keep_facilities')}
        value={opens}
        onChangeText={setOpens}
        min={addDays(today, 1)}
      />
      {list.may_choose_teams ? <Teams /> : null}
      <Button
        grow
        onPress={() => {
          setJobs(all);
          setJob('');
          void desk.keep({ first_timers: first, jobs: all, facilities_until: opens || null });
        }}
      >
        {say('activities.keep_save')}
      </Button>
    </Card>
  );
}

/** Which teams are facilities staff, for the whole organisation. */
function Teams() {
  const { say } = useWords();
  const teams = useFacilitiesTeams();
  if (!teams.rows.length) return null;
  return (
    <>
      <Text bold>{say('activities.facilities_teams')}</Text>
      {teams.rows.map((team) => (
        <TickRow key={team.id} ticked={team.is_facilities} onPress={() => teams.toggle(team.id)}>
          {team.name}
        </TickRow>
      ))}
      <OutboxLine row={teams.latest} />
    </>
  );
}
