import { View } from 'react-native';
import { Button, Note, OutboxLine, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useSession } from '@/session';
import { useWords } from '@/words';
import { useStopRecovery } from '../queries';

/** Somebody asked for a new PIN with this member's card: any signed-in device can stop it. */
export function RecoveryAlert() {
  const { session } = useSession();
  const pending = session?.recovery_pending;
  return pending ? <Alert id={pending.id} works={pending.works} /> : null;
}
function Alert({ id, works }: { id: string; works: { date: string; time: string } | null }) {
  const { say } = useWords();
  const { stop, latest } = useStopRecovery(id);
  return (
    <Note tone="clay" drawing="lock" title={say('me.alert_title')}>
      <View style={{ gap: 8 }}>
        <Text>
          {works
            ? say('me.alert_text', { date: `${dateWords(say, works.date)}, ${works.time}` })
            : say('me.alert_text_plain')}
        </Text>
        {latest ? null : (
          <Button tone="stop" onPress={() => void stop()}>
            {say('me.alert_stop')}
          </Button>
        )}
        <OutboxLine row={latest} />
      </View>
    </Note>
  );
}
