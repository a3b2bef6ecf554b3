import { useLocalSearchParams } from 'expo-router';
import { Card, ErrorNote, ListCard, ListRow, Loading, Part, Screen, Text } from '@/design';
import { momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { HomeCard } from '../components/home-card';
import { NumbersCard } from '../components/numbers-card';
import { PaperLinks } from '../components/paper-links';
import { useHome } from '../out-queries';
import { isOut } from '../overlay';
import { useLeading } from '../queries';

/** Lead and second: numbers to phone, who at home waits, paper. Opened once before leaving signal. */
export function OutScreen() {
  const { id } = useLocalSearchParams<{ id: string }>();
  const { say } = useWords();
  const { today } = useMe();
  const led = useLeading(id);
  const home = useHome(id);
  const date = led.date.data;
  const leads = date?.lead?.is_me === true || date?.second?.is_me === true;
  return (
    <Screen
      title={say('out.title')}
      back
      help={say('out.help')}
      lead={
        date ? (
          <Text tone="quiet">{`${date.title}. ${momentWords(say, date.starts, date.ends, today)}`}</Text>
        ) : undefined
      }
    >
      {leads ? <NumbersCard id={id} isOut={isOut(led.now, led.state)} /> : null}
      {home.data ? (
        <HomeCard id={id} home={home.data} />
      ) : home.isError ? (
        <ErrorNote error={home.error} again={() => void home.refetch()} />
      ) : (
        <Loading />
      )}
      <Card>
        <Part>{say('out.paper')}</Part>
        <PaperLinks
          links={[
            { href: `/print/checklist/${id}`, words: say('out.print_list') },
            { href: '/print/emergency-card', words: say('out.print_card') },
          ]}
        />
      </Card>
      <ListCard>
        <ListRow first drawing="checklist" title={say('out.type_in')} href={`/occurrences/${id}/typed-in`} />
        <ListRow drawing="help" title={say('out.near')} href={`/near-miss?kind=${date?.kind ?? ''}`} />
      </ListCard>
    </Screen>
  );
}
