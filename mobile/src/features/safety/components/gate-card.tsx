import { View } from 'react-native';
import { BigButton, Button, ErrorNote, ListCard, ListRow, Note, OutboxLine, Text } from '@/design';
import { useWords } from '@/words';
import { missing } from '../overlay';
import { useLeading } from '../queries';

/** For the desk: what is missing before people can join, each a way to it; then the button that opens it. */
export function GateCard({ id }: { id: string }) {
  const { say } = useWords();
  const led = useLeading(id);
  const { list, now } = led;
  if (!list.data || !now)
    return list.isError ? <ErrorNote error={list.error} again={() => void list.refetch()} /> : null;
  const lacks = missing(now, 'publish');
  return (
    <View style={{ gap: 8 }}>
      {led.state === 'published' ? <Note tone="leaf">{say('safety.open_pressed')}</Note> : null}
      {led.state !== 'planned' ? null : lacks.length ? (
        <>
          <Text bold>{say('safety.missing_publish')}</Text>
          <ListCard label={say('safety.missing_publish')}>
            {lacks.map((i, n) => (
              <ListRow key={i.id} first={n === 0} drawing="checklist" title={i.text} href={`/occurrences/${id}/lead`} />
            ))}
          </ListCard>
          <Button href={`/occurrences/${id}/lead`} drawing="checklist">
            {say('desk.do_the_list')}
          </Button>
        </>
      ) : (
        <>
          <Text>{say('desk.all_ready')}</Text>
          <BigButton onPress={() => void led.publish()}>{say('safety.open_for_all')}</BigButton>
        </>
      )}
      <OutboxLine row={led.latest} />
    </View>
  );
}
