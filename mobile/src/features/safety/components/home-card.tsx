import { useState } from 'react';
import { Linking, View } from 'react-native';
import { Button, Card, Field, ListRow, Note, OutboxLine, Part, Row, Sheet, Text } from '@/design';
import { useWords } from '@/words';
import { callWords } from '../call';
import { type Home, useAtHome } from '../out-queries';

const ranks = [1, 2] as const;
const steps = ['nobody', 'first', 'second', 'site', 'over'] as const;

/** Who at home knows when the group is due, and how far an alert has gone. */
export function HomeCard({ id, home }: { id: string; home: Home }) {
  const { say } = useWords();
  const box = useAtHome(id);
  const [asks, setAsks] = useState<number>();
  const [email, setEmail] = useState('');
  const [told, setTold] = useState(false);
  const close = () => {
    setAsks(undefined);
    setEmail('');
    setTold(false);
  };
  const send = (rank: number, body: { member_id?: string; email?: string }) => {
    void box.ask(rank, body);
    close();
  };
  if (!home.is_needed)
    return (
      <Card>
        <Part>{say('out.home')}</Part>
        <Text>{say('out.home_not_needed')}</Text>
      </Card>
    );
  return (
    <Card>
      <Part>{say('out.home')}</Part>
      {home.is_confirmed ? (
        <Note tone="leaf">{say('out.home_yes', { time: home.alert?.time ?? home.back.time })}</Note>
      ) : (
        <Note tone="clay">{say('out.home_none')}</Note>
      )}
      {ranks.map((rank) => {
        const one = home.contacts.find((c) => c.rank === rank);
        return (
          <View key={rank}>
            <ListRow
              first={rank === 1}
              drawing="home"
              title={say(rank === 1 ? 'out.first' : 'out.second')}
              text={
                one
                  ? `${one.name}. ${one.is_on_trip ? say('out.on_trip') : say(`out.state_${one.state}`)}`
                  : say('out.nobody')
              }
            />
            <Button
              onPress={() => setAsks(rank)}
              label={`${say(one ? 'out.ask_another' : 'out.ask')}: ${say(rank === 1 ? 'out.first' : 'out.second')}`}
            >
              {say(one ? 'out.ask_another' : 'out.ask')}
            </Button>
          </View>
        );
      })}
      {steps.map((step) => {
        const one = home.told.find((t) => t.step === step);
        return one ? <Text key={step}>{say(`out.told_${step}`, { time: one.at.time })}</Text> : null;
      })}
      <Text bold>{say('out.later')}</Text>
      <Text>{say('out.later_text', { time: home.back.time })}</Text>
      <Row>
        {([30, 60] as const).map((minutes) => (
          <Button
            key={minutes}
            onPress={() => void box.later(new Date(Date.parse(home.back.at) + minutes * 60_000).toISOString())}
          >
            {say(`out.later_${minutes}`)}
          </Button>
        ))}
      </Row>
      {home.help ? (
        <Button
          drawing="phone"
          grow
          onPress={() => void Linking.openURL(`tel:${home.help?.number.replace(/[^+0-9]/g, '')}`)}
        >
          {callWords(say, home.help.name, home.help.number)}
        </Button>
      ) : null}
      <OutboxLine row={box.latest} />
      <Sheet open={asks !== undefined} onClose={close} title={say('out.ask')}>
        {home.may_be_asked.length ? <Text bold>{say('out.ask_colleague')}</Text> : null}
        {home.may_be_asked.map((who, n) => (
          <ListRow
            key={who.member_id}
            first={n === 0}
            drawing="me"
            title={who.name}
            onPress={() => send(asks ?? 1, { member_id: who.member_id })}
          />
        ))}
        <Field
          label={say('out.ask_email')}
          hint={say('out.ask_email_hint')}
          value={email}
          onChangeText={setEmail}
          maxLength={120}
          keyboardType="email-address"
          autoCapitalize="none"
          wrong={told && !email.includes('@') ? say('out.ask_need') : undefined}
        />
        <Button
          tone="yes"
          onPress={() => {
            setTold(true);
            if (email.includes('@')) send(asks ?? 1, { email: email.trim() });
          }}
        >
          {say('out.ask_send')}
        </Button>
        {home.contacts.some((c) => c.rank === asks) ? (
          <Button
            onPress={() => {
              void box.drop(asks ?? 1);
              close();
            }}
          >
            {say('out.drop')}
          </Button>
        ) : null}
      </Sheet>
    </Card>
  );
}
