import { useState } from 'react';
import { View } from 'react-native';
import { Choice, ErrorNote, Loading, Note, Screen, Text } from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { FeedCard } from '../components/feed-card';
import { type Feed, useFeeds } from '../queries';

const GROUPS = ['earlies', 'lates', 'nights'] as const;

/** What fits around one kind of shift: first which, then its address. */
function FittingFeeds({ feeds, today }: { feeds: readonly Feed[]; today: string }) {
  const { say } = useWords();
  const [group, setGroup] = useState<(typeof GROUPS)[number]>('earlies');
  return (
    <View style={{ gap: 8 }}>
      <Text bold>{say('calendars.fits')}</Text>
      <Choice
        label={say('calendars.fits')}
        value={group}
        onChange={setGroup}
        options={GROUPS.map((value) => ({ value, text: say(`shifts.g_${value}`) }))}
      />
      <FeedCard
        key={group}
        purpose="fits"
        about={group}
        drawing="time"
        title={say('calendars.fits_title', { group: say(`shifts.g_${group}`) })}
        text={say(`calendars.fits_${group}`)}
        feeds={feeds}
        today={today}
      />
    </View>
  );
}

/** My calendar addresses, and the truth about how slowly calendars look. */
export function CalendarScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const feeds = useFeeds();
  return (
    <Screen
      title={say('calendars.title')}
      back
      help={say('calendars.help')}
      lead={<Text>{say('calendars.intro')}</Text>}
      seenAt={feeds.data && feeds.isError ? phoneTime(new Date(feeds.dataUpdatedAt).toISOString()) : undefined}
    >
      {feeds.data ? (
        <>
          <FeedCard
            purpose="mine"
            drawing="me"
            title={say('calendars.mine')}
            text={say('calendars.mine_text')}
            feeds={feeds.data}
            today={today}
          />
          <FeedCard
            purpose="leading"
            drawing="checklist"
            title={say('calendars.leading')}
            text={say('calendars.leading_text')}
            feeds={feeds.data}
            today={today}
          />
          <FeedCard
            purpose="programme"
            title={say('calendars.programme')}
            text={say('calendars.programme_text')}
            feeds={feeds.data}
            today={today}
          />
          <FittingFeeds feeds={feeds.data} today={today} />
        </>
      ) : feeds.isError ? (
        <ErrorNote error={feeds.error} again={() => void feeds.refetch()} />
      ) : (
        <Loading />
      )}
      <Note drawing="time" title={say('calendars.slow_title')}>
        <Text>{say('calendars.slow_apple')}</Text>
        <Text>{say('calendars.slow_google')}</Text>
        <Text>{say('calendars.slow_outlook')}</Text>
        <Text>{say('calendars.slow_so')}</Text>
      </Note>
    </Screen>
  );
}
