// Who helps from outside: a guide, an instructor. The phone comes only to lead and second; the server sends it to nobody else.
import { useState } from 'react';
import { Linking, View } from 'react-native';
import { fieldProblem } from '@/api/problems';
import { Button, Card, Fact, Field, OutboxLine, Part, Text } from '@/design';
import { useWords } from '@/words';
import { useHelpers, useHelping } from '../queries';

const EMPTY = { name: '', what: '', phone: '' };

function Entering({ desk }: { desk: ReturnType<typeof useHelping> }) {
  const { say } = useWords();
  const [helper, setHelper] = useState(EMPTY);
  const [lacks, setLacks] = useState(false);
  const problem = desk.latest?.state === 'refused' ? desk.latest.problem : undefined;
  const set = (part: Partial<typeof EMPTY>) => setHelper({ ...helper, ...part });
  const enter = () => {
    const said = { name: helper.name.trim(), what: helper.what.trim(), phone: helper.phone.trim() };
    const missing = !said.name || said.what.length < 2;
    setLacks(missing);
    if (!missing) void desk.enter(said).then(() => setHelper(EMPTY));
  };
  return (
    <View style={{ gap: 12 }}>
      <Field
        label={say('hosting.helper_name')}
        value={helper.name}
        onChangeText={(name) => set({ name })}
        maxLength={60}
        wrong={lacks ? say('hosting.helper_wrong') : undefined}
      />
      <Field
        label={say('hosting.helper_what')}
        hint={say('hosting.helper_what_hint')}
        value={helper.what}
        onChangeText={(what) => set({ what })}
        maxLength={80}
      />
      <Field
        label={say('hosting.helper_phone')}
        hint={say('hosting.helper_phone_hint')}
        value={helper.phone}
        onChangeText={(phone) => set({ phone })}
        maxLength={24}
        wrong={fieldProblem(problem, '/phone')}
      />
      {desk.waits ? null : (
        <Button grow onPress={enter}>
          {say('hosting.keep')}
        </Button>
      )}
    </View>
  );
}

export function Helpers({ activityId }: { activityId: string }) {
  const { say } = useWords();
  const told = useHelpers(activityId).data;
  const desk = useHelping(activityId);
  const [open, setOpen] = useState(false);
  if (!told || !(told.results.length || told.may_change)) return null;
  return (
    <Card>
      <Part>{say('hosting.helpers')}</Part>
      {told.results.map((row) => (
        <Fact key={row.id} drawing="people">
          <Text>{row.name ? say('hosting.helper_line', { name: row.name, what: row.what }) : row.what}</Text>
          {row.phone ? (
            <Button drawing="phone" onPress={() => void Linking.openURL(`tel:${row.phone?.replace(/[^+\d]/g, '')}`)}>
              {say('hosting.call', { name: row.name, phone: row.phone })}
            </Button>
          ) : null}
          {told.may_change ? (
            <Button onPress={() => void desk.forget(row.id)}>
              {say('hosting.helper_drop', { name: row.name || row.what })}
            </Button>
          ) : null}
        </Fact>
      ))}
      {told.may_change ? (
        <Button pressed={open} onPress={() => setOpen(!open)}>
          {say('hosting.helper_add')}
        </Button>
      ) : null}
      {open ? <Entering desk={desk} /> : null}
      <OutboxLine row={desk.latest} />
      {desk.latest?.state === 'refused' ? (
        <Button grow onPress={desk.dismiss}>
          {say('activities.read_it')}
        </Button>
      ) : null}
    </Card>
  );
}
