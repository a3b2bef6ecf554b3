import { useState } from 'react';
import { Linking, View } from 'react-native';
import { Button, Card, CardHead, type Drawing, Note, OutboxLine, Row, Sheet, Text, TickRow, useTheme } from '@/design';
import { copy } from '@/lib/copy';
import { dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { type Feed, type MadeFeed, type Purpose, useFeed } from '../queries';

/** The address, shown once: to copy, or to open in this phone's own calendar. */
function Address({ made }: { made: MadeFeed }) {
  const theme = useTheme();
  const { say } = useWords();
  const [copied, setCopied] = useState<boolean>();
  return (
    <Note tone="amber" drawing="lock" title={say('calendars.shown_once')}>
      <View style={{ gap: 12 }}>
        <Text
          selectable
          aria-label={say('calendars.address')}
          lang="en"
          style={{ backgroundColor: theme.card, borderRadius: 12, padding: 12, wordBreak: 'break-all' } as object}
        >
          {made.url}
        </Text>
        <Row>
          <Button drawing="shifts" onPress={() => void Linking.openURL(made.webcal_url)}>
            {say('calendars.open_calendar')}
          </Button>
          <Button drawing="file" onPress={() => void copy(made.url).then(setCopied)}>
            {say('calendars.copy')}
          </Button>
        </Row>
        <View aria-live="polite">
          {copied === undefined ? null : <Text>{say(copied ? 'calendars.copied' : 'calendars.copy_failed')}</Text>}
        </View>
        <Text tone="quiet">{say('calendars.keep_secret')}</Text>
      </View>
    </Note>
  );
}

function Made({
  feed,
  today,
  onTakeBack,
  onNew,
}: {
  feed: Feed;
  today: string;
  onTakeBack: () => void;
  onNew?: () => void;
}) {
  const { say } = useWords();
  const [asks, setAsks] = useState(false);
  return (
    <View style={{ gap: 8 }}>
      <Text>
        {[
          say('calendars.made', { date: dateWords(say, feed.made_date, today) }),
          feed.last_fetched_date
            ? say('calendars.fetched', { date: dateWords(say, feed.last_fetched_date, today) })
            : say('calendars.not_fetched'),
        ].join(' ')}
      </Text>
      <Row>
        {onNew ? <Button onPress={onNew}>{say('calendars.make_new')}</Button> : null}
        <Button tone="stop" drawing="cross" onPress={() => setAsks(true)}>
          {say('calendars.take_back')}
        </Button>
      </Row>
      {onNew ? <Text tone="quiet">{say('calendars.make_new_text')}</Text> : null}
      <Sheet open={asks} onClose={() => setAsks(false)} title={say('calendars.take_back_title')}>
        <Text>{say('calendars.take_back_text')}</Text>
        <Button
          tone="stop"
          drawing="cross"
          grow
          onPress={() => {
            setAsks(false);
            onTakeBack();
          }}
        >
          {say('calendars.take_back_yes')}
        </Button>
      </Sheet>
    </View>
  );
}

/** One kind of calendar address: make it, see when it was last read, take it back. */
export function FeedCard({ purpose, feeds, today }: { purpose: Purpose; feeds: readonly Feed[]; today: string }) {
  const { say } = useWords();
  const box = useFeed(purpose);
  const [titles, setTitles] = useState(false);
  const mine = feeds.filter((f) => f.purpose === purpose && !box.takenBack(f.id));
  const drawing: Drawing = purpose === 'mine' ? 'me' : 'shifts';
  const shown = box.made && mine.some((f) => f.id === box.made?.id) ? box.made : undefined;
  return (
    <Card>
      <CardHead
        drawing={drawing}
        title={say(purpose === 'mine' ? 'calendars.mine' : 'calendars.programme')}
        lines={say(purpose === 'mine' ? 'calendars.mine_text' : 'calendars.programme_text')}
      />
      {shown ? <Address made={shown} /> : null}
      {mine.map((f) => (
        <Made
          key={f.id}
          feed={f}
          today={today}
          onTakeBack={() => void box.takeBack(f.id)}
          onNew={shown || box.making ? undefined : () => void box.make(f.shows_titles)}
        />
      ))}
      {mine.length || box.making ? null : (
        <>
          {purpose === 'mine' ? (
            <TickRow first ticked={titles} onPress={() => setTitles(!titles)} detail={say('calendars.titles_text')}>
              {say('calendars.titles')}
            </TickRow>
          ) : null}
          <Button grow onPress={() => void box.make(purpose === 'programme' || titles)}>
            {say(purpose === 'mine' ? 'calendars.make' : 'calendars.make_programme')}
          </Button>
        </>
      )}
      <OutboxLine row={box.latest} />
    </Card>
  );
}
