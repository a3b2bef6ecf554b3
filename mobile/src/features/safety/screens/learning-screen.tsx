import { useState } from 'react';
import type { Schemas } from '@/api/shapes';
import { Button, Card, Choice, Empty, ErrorNote, Field, Loading, OutboxLine, Part, Row, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe, useSession } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { ListVersions } from '../components/list-versions';
import { ProposedChange } from '../components/proposed-change';
import { useHelpNumbers, useKeeping, useLearning } from '../out-queries';

const statuses = ['new', 'looked_at', 'done'] as const;

/** One list: who keeps it, what each version changed, and what is proposed for it. */
function KeptList({ kept, box }: { kept: Schemas['KeptListOut']; box: ReturnType<typeof useKeeping> }) {
  const { say } = useWords();
  const { member } = useMe();
  const { has } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <Text bold lang="en">
        {kept.title}
      </Text>
      <Text>
        {kept.is_mine
          ? say('out.kept_me', { version: kept.version })
          : kept.keeper
            ? say('out.kept_by', { name: kept.keeper, version: kept.version })
            : say('out.kept_nobody', { version: kept.version })}
      </Text>
      <Row>
        {has('organiser') ? (
          <Button onPress={() => void box.keep(kept.id, kept.is_mine ? null : member.id)}>
            {say(kept.is_mine ? 'out.keep_not' : 'out.keep_it')}
          </Button>
        ) : null}
        <Button pressed={open} label={`${say('out.versions')}: ${kept.title}`} onPress={() => setOpen(!open)}>
          {say('out.versions')}
        </Button>
      </Row>
      {open ? <ListVersions template={kept.id} /> : null}
      {kept.changes.map((change) => (
        <ProposedChange key={change.id} change={change} template={kept.id} keeps={kept.is_mine} box={box} />
      ))}
    </Card>
  );
}

function HelpNumber({ sites, box }: { sites: Schemas['HelpNumbersOut']['sites']; box: ReturnType<typeof useKeeping> }) {
  const { say } = useWords();
  const [site, setSite] = useState(sites[0]?.id);
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [told, setTold] = useState(false);
  const fits = /^\+?[0-9 ()-]{3,20}$/.test(number.trim());
  return (
    <Card>
      <Choice
        label={say('out.help_numbers')}
        options={sites.map((one) => ({ value: one.id, text: one.name }))}
        value={site}
        onChange={setSite}
      />
      <Field label={say('out.help_name')} value={name} onChangeText={setName} maxLength={80} />
      <Field
        label={say('out.help_number')}
        value={number}
        onChangeText={setNumber}
        maxLength={20}
        keyboardType="phone-pad"
        wrong={told && !fits ? say('out.own_need') : undefined}
      />
      <Button
        onPress={() => {
          setTold(true);
          if (site && fits && name.trim().length > 1) void box.helpNumber(site, name.trim(), number.trim());
        }}
      >
        {say('out.help_keep')}
      </Button>
    </Card>
  );
}

/** For organisers: what nearly went wrong, without names, and the lists that learn from it. */
export function LearningScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const { has } = useSession();
  const { near, lists } = useLearning();
  const help = useHelpNumbers();
  const box = useKeeping();
  return (
    <DeskPage
      here="today"
      may={['organiser', 'adviser']}
      title={say('out.learning')}
      lead={say('out.learning_help')}
      help={say('out.learning_help')}
    >
      {near.data ? (
        <>
          <Text bold>
            {say('out.learning_total', {
              count: near.data.total,
              hurt: near.data.hurt,
            })}
          </Text>
          {near.data.results.length ? null : (
            <Empty drawing="help" title={say('out.learning_none')} text={say('out.learning_none_text')} />
          )}
          {near.data.results.map((row) => (
            <Card key={row.id}>
              <Text tone="quiet">{dateWords(say, row.said_date, today)}</Text>
              {row.was_hurt ? <Text bold>{say('out.learning_hurt')}</Text> : null}
              {row.could_be_worse ? <Text bold>{say('out.learning_worse')}</Text> : null}
              {row.what ? <Text>{[row.what, row.where].filter(Boolean).join(' ')}</Text> : null}
              {row.next_time ? <Text>{say('out.learning_next', { text: row.next_time })}</Text> : null}
              <Choice
                label={say('out.learning')}
                options={statuses.map((value) => ({ value, text: say(`out.status_${value}`) }))}
                value={row.status}
                onChange={(status) => void box.look(row.id, status)}
              />
            </Card>
          ))}
        </>
      ) : near.isError ? (
        <ErrorNote error={near.error} again={() => void near.refetch()} />
      ) : (
        <Loading />
      )}
      <Part>{say('out.help_numbers')}</Part>
      {(help.data?.results ?? []).map((one) => (
        <Text key={one.site_id}>{`${one.site}: ${one.name}, ${one.number}`}</Text>
      ))}
      {has('organiser') && help.data ? <HelpNumber sites={help.data.sites} box={box} /> : null}
      <Part>{say('out.lists')}</Part>
      {(lists.data ?? []).map((kept) => (
        <KeptList key={kept.id} kept={kept} box={box} />
      ))}
      <OutboxLine row={box.latest} />
    </DeskPage>
  );
}
