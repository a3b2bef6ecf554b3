import { View } from 'react-native';
import { Choice, Text } from '@/design';
import { useWords } from '@/words';
import { useSites } from '../queries';

const elsewhere = 'elsewhere';
/** Where it was; the phone keeps the names for a room without signal. */
export function SiteChoice({ value, onChange }: { value: string | null; onChange: (site: string | null) => void }) {
  const { say } = useWords();
  const sites = useSites();
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('listening.note_site')}</Text>
      <Choice
        label={say('listening.note_site')}
        value={value ?? elsewhere}
        onChange={(v) => onChange(v === elsewhere ? null : v)}
        options={[
          ...(sites.data ?? []).map((s) => ({ value: s.id, text: s.name })),
          { value: elsewhere, text: say('listening.site_none') },
        ]}
      />
    </View>
  );
}
