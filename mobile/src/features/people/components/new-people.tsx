import { View } from 'react-native';
import { Button, Card, Empty, ErrorNote, Loading, Note, OutboxLine, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { type NewMember, useConfirm, useNewMembers } from '../queries';

function One({ member, today }: { member: NewMember; today: string }) {
  const { say } = useWords();
  const { confirm, said, latest } = useConfirm(member.id);
  return (
    <Card>
      <View>
        <Text bold heading={3}>
          {member.called_name}
        </Text>
        <Text tone="quiet">{say('people.joined', { date: dateWords(say, member.joined_date, today) })}</Text>
      </View>
      {said ? (
        <Note tone="leaf">{say('people.confirmed', { name: member.called_name })}</Note>
      ) : (
        <Button onPress={() => void confirm()} label={say('people.confirm_name', { name: member.called_name })}>
          {say('people.confirm')}
        </Button>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}

/** Everyone who has joined and whom nobody has said yet that they know. */
export function NewPeople({ today, may }: { today: string; may: boolean }) {
  const { say } = useWords();
  const list = useNewMembers(may);
  if (!may) return null;
  if (!list.data)
    return list.isError ? <ErrorNote error={list.error} again={() => void list.refetch()} /> : <Loading />;
  if (!list.data.length)
    return <Empty drawing="people" title={say('people.nobody_new')} text={say('people.nobody_new_text')} />;
  return list.data.map((m) => <One key={m.id} member={m} today={today} />);
}
