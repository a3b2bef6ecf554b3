import { useState } from 'react';
import { Linking, View } from 'react-native';
import { Button, Card, CardHead, Choice, type Drawing, Note, OutboxLine, Row, Sheet, Text, useTheme } from '@/design';
import { Qr } from '@/design/qr';
import { copy } from '@/lib/copy';
import { dateWords, momentWords } from '@/lib/when';
import { useWords } from '@/words';
import { type Feed, type MadeFeed, type Purpose, type Says, saysOf, useFeed } from '../queries';

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
        {made.qr_svg ? (
          <>
            <Text>{say('calendars.scan')}</Text>
            <Qr svg={made.qr_svg} label={say('calendars.scan_picture')} most={200} />
          </>
        ) : null}
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
          feed.last_fetched
            ? say('calendars.fetched', { date: momentWords(say, feed.last_fetched, undefined, today) })
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

const SAYS = ['neutral', 'busy', 'titles'] as const;

/** One calendar address: make it, see when it was last read, take it back. `about`: of what site, kind or shift group. */
export function FeedCard({
  purpose,
  about = '',
  drawing = 'shifts',
  title,
  text,
  feeds,
  today,
}: {
  purpose: Purpose;
  about?: string;
  drawing?: Drawing;
  title: string;
  text: string;
  feeds: readonly Feed[];
  today: string;
}) {
  const { say } = useWords();
  const box = useFeed(purpose, about);
  const [says, setSays] = useState<Says>('neutral');
  const mine = feeds.filter((f) => f.purpose === purpose && f.about === about && !box.takenBack(f.id));
  const isOwn = purpose === 'mine' || purpose === 'leading';
  const shown = box.made && mine.some((f) => f.id === box.made?.id) ? box.made : undefined;
  return (
    <Card>
      <CardHead drawing={drawing} title={title} lines={text} />
      {shown ? <Address made={shown} /> : null}
      {mine.map((f) => (
        <Made
          key={f.id}
          feed={f}
          today={today}
          onTakeBack={() => void box.takeBack(f.id)}
          onNew={shown || box.making ? undefined : () => void box.make(saysOf(f))}
        />
      ))}
      {mine.length || box.making ? null : (
        <>
          {isOwn ? (
            <View style={{ gap: 8 }}>
              <Text bold>{say('calendars.says')}</Text>
              <Choice
                label={say('calendars.says')}
                value={says}
                onChange={setSays}
                options={SAYS.map((value) => ({ value, text: say(`calendars.says_${value}`) }))}
              />
              <Text tone="quiet">{say(`calendars.says_${says}_text`)}</Text>
            </View>
          ) : null}
          <Button grow onPress={() => void box.make(isOwn ? says : 'neutral')}>
            {say(purpose === 'mine' ? 'calendars.make' : 'calendars.make_programme')}
          </Button>
        </>
      )}
      <OutboxLine row={box.latest} />
    </Card>
  );
}
