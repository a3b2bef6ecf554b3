import { Linking, View } from 'react-native';
import { Button, Note, Sheet, Text } from '@/design';
import { useWords } from '@/words';

/** What to do when someone is hurt: works without signal, and in English beside a language that nobody has checked. */
export function HurtSheet({ open, onClose, plan }: { open: boolean; onClose: () => void; plan: string | null }) {
  const { say, inEnglish, checked } = useWords();
  const lines = ['safety.hurt_1', 'safety.hurt_2', 'safety.hurt_3', 'safety.hurt_4'] as const;
  return (
    <Sheet open={open} onClose={onClose} title={say('safety.hurt')}>
      <View role="list" style={{ gap: 12 }}>
        {lines.map((key, n) => (
          <View key={key} role="listitem">
            <Text bold>{`${n + 1}. ${say(key)}`}</Text>
            {checked ? null : (
              <Text lang="en" tone="quiet">
                {inEnglish(key)}
              </Text>
            )}
          </View>
        ))}
      </View>
      {plan ? (
        <Note title={say('safety.hurt_plan')} drawing="checklist">
          {plan}
        </Note>
      ) : null}
      <Button tone="stop" drawing="phone" grow onPress={() => void Linking.openURL('tel:999')}>
        {say('safety.hurt_call')}
      </Button>
    </Sheet>
  );
}
