import { ErrorNote, Loading, Note, Screen, Text } from '@/design';
import { phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { FeedCard } from '../components/feed-card';
import { useFeeds } from '../queries';

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
          <FeedCard purpose="mine" feeds={feeds.data} today={today} />
          <FeedCard purpose="programme" feeds={feeds.data} today={today} />
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
