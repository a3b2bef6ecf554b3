import { useFocusEffect } from 'expo-router';
import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react';
import { View } from 'react-native';
import type { FitCard, Home, HomeBallot } from '@/api/shapes';
import {
  BigButton,
  Button,
  Card,
  CardHead,
  drawingOf,
  Empty,
  ErrorNote,
  FitsLine,
  isShiftKind,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Screen,
  Text,
  WeekStrip,
} from '@/design';
import { dateWords, momentWords, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { fetchLeadPieces } from '@/shell/lead-pieces';
import { type Say, useWords } from '@/words';
import { PollCard } from '../poll-card';
import { useComing, useHome, useStillRight } from '../queries';

function why(say: Say, card: FitCard): string {
  const reason =
    card.why === 'finish' && card.why_time
      ? say('home.why_finish', { time: card.why_time })
      : card.why === 'before' && card.why_time
        ? say('home.why_before', { time: card.why_time })
        : say(card.why === 'fine' ? 'home.why_fine' : 'home.why_off');
  return card.why === 'off' ? reason : `${reason} ${say('home.back_by', { time: card.back_by })}`;
}

/** The card that fits best: lit, with the one big button. Pressed, it stays where it is for as long as it is looked at. */
function Best({ card, today, onPressed }: { card: FitCard; today: string; onPressed: () => void }) {
  const { say } = useWords();
  const { come, asked, latest } = useComing(card.id);
  const answer = latest?.state === 'received' ? (latest.reply as { status?: string } | undefined)?.status : undefined;
  const mine = card.mine ?? answer;
  const href = `/occurrences/${card.id}`;
  return (
    <Card lit testID="best">
      <CardHead
        drawing={drawingOf(card.kind)}
        title={card.title}
        large
        href={href}
        lines={momentWords(say, card.starts, card.ends, today)}
      />
      {card.fits ? <FitsLine>{why(say, card)}</FitsLine> : null}
      {card.is_quiet ? <Text tone="quiet">{say('activities.quiet')}</Text> : null}
      {mine || asked ? (
        <Button href={href} tone="yes" grow>
          {say(mine === 'waiting' ? 'home.waiting' : mine ? 'home.going' : 'home.asked')}
        </Button>
      ) : (
        <BigButton
          label={say('home.coming_to', { title: card.title })}
          onPress={() => {
            onPressed();
            void come();
          }}
        >
          {say('home.coming')}
        </BigButton>
      )}
      <OutboxLine row={latest} />
    </Card>
  );
}
function Other({ card, today }: { card: FitCard; today: string }) {
  const { say } = useWords();
  return (
    <Card href={`/occurrences/${card.id}`}>
      <CardHead
        drawing={drawingOf(card.kind)}
        title={card.title}
        lines={momentWords(say, card.starts, card.ends, today)}
        opens
      />
      {card.fits ? <FitsLine>{why(say, card)}</FitsLine> : null}
      {card.is_quiet ? <Text tone="quiet">{say('activities.quiet')}</Text> : null}
    </Card>
  );
}
function voteLine(say: Say, ballot: HomeBallot, today: string): string {
  const date = dateWords(say, ballot.closes.date, today);
  if (ballot.state === 'settled') return say('home.vote_closed');
  if (ballot.state !== 'open') return say('home.vote_panel');
  const until = say('home.vote_until', { date });
  if (ballot.my_paper === 'printed') return `${say('home.paper_printed')} ${until}`;
  return ballot.my_paper === 'used' ? say('home.vote_in', { date: until }) : until;
}
function StillRight() {
  const { say } = useWords();
  const { yes, said, latest } = useStillRight();
  return (
    <Note tone="amber" drawing="shifts" title={say('home.still_right')}>
      <View style={{ gap: 8 }}>
        {said ? null : (
          <Row>
            <Button onPress={() => void yes()}>{say('home.still_yes')}</Button>
            <Button href="/shifts">{say('home.still_no')}</Button>
          </Row>
        )}
        <OutboxLine row={latest} />
      </View>
    </Note>
  );
}

type Told = ComponentType<{ home: Home }>;
type Questions = ComponentType<{ merges: Home['merges'] }>;
function Page({ home, told: Told, questions: Questions }: { home: Home; told?: Told; questions?: Questions }) {
  const { say } = useWords();
  const { today, fits, going, ballot, ideas, lead_next: lead } = home;
  const leads = lead !== null;
  useEffect(() => {
    if (leads) void fetchLeadPieces();
  }, [leads]);
  // What was just pressed keeps its place: another button must not slide under the thumb.
  const [pressed, setPressed] = useState<FitCard>();
  useFocusEffect(useCallback(() => () => setPressed(undefined), []));
  const best = pressed
    ? { ...pressed, mine: [...going, ...fits].find((o) => o.id === pressed.id)?.mine ?? null }
    : fits[0];
  const others = fits.filter((f) => f.id !== best?.id).slice(0, 2);
  const shown = (best ? 1 : 0) + others.length;
  const counts = [undefined, 'home.fits_one', 'home.fits_two', 'home.fits_three'] as const;
  const heading = home.shifts_known ? counts[shown] : 'home.fits_unknown';
  return (
    <>
      {Told ? <Told home={home} /> : null}
      <WeekStrip
        today={today}
        href={(date) => `/shifts?day=${date}`}
        days={home.week.map((d) => ({
          date: d.date,
          kinds: d.shifts.map((s) => s.kind).filter(isShiftKind),
          unknown: !d.is_known,
          mark: d.going ? 'going' : d.fits ? 'fits' : undefined,
        }))}
      />
      {home.is_new ? (
        <Note tone="leaf" drawing="people" title={say('home.new_title')}>
          <View style={{ gap: 8 }}>
            <Text>{say('home.new_text')}</Text>
            <Button href="/card">{say('home.new_card')}</Button>
          </View>
        </Note>
      ) : null}
      {home.shifts_known && home.ask_still_right ? <StillRight /> : null}
      {home.poll ? <PollCard key={home.poll.id} poll={home.poll} today={today} /> : null}
      {/* A Home that an older release kept has none. */}
      {Questions && home.merges?.length ? <Questions merges={home.merges} /> : null}
      {lead ? (
        <Card href={`/occurrences/${lead.id}/lead`}>
          <CardHead
            drawing="checklist"
            title={`${say('home.lead_next')}: ${lead.title}`}
            lines={momentWords(say, lead.starts, lead.ends, today)}
            opens
          />
        </Card>
      ) : null}
      {home.shifts_known ? null : (
        <Empty drawing="shifts" title={say('home.no_shifts_title')} text={say('home.no_shifts_text')}>
          <Button href="/pattern">{say('home.no_shifts_button')}</Button>
        </Empty>
      )}
      {best && heading ? (
        <>
          <Part>{say(heading)}</Part>
          <Best key={best.id} card={best} today={today} onPressed={() => setPressed(best)} />
          {others.map((c) => (
            <Other key={c.id} card={c} today={today} />
          ))}
        </>
      ) : home.shifts_known ? (
        <Empty title={say('home.nothing_title')} text={say('home.nothing_text')}>
          <Button href="/ideas">{say('home.idea_say')}</Button>
        </Empty>
      ) : null}
      {going.length ? (
        <>
          <Part>{say('home.going_title')}</Part>
          <ListCard>
            {going.map((o, i) => (
              <ListRow
                key={o.id}
                first={i === 0}
                drawing={drawingOf(o.kind)}
                title={o.title}
                text={momentWords(say, o.starts, o.ends, today)}
                href={`/occurrences/${o.id}`}
              />
            ))}
          </ListCard>
        </>
      ) : null}
      <ListCard>
        {ballot ? (
          <ListRow
            first
            drawing="vote"
            title={say('home.vote', { title: ballot.title })}
            text={voteLine(say, ballot, today)}
            href={ballot.state === 'settled' ? `/ballots/${ballot.id}/outcome` : `/ballots/${ballot.id}`}
          />
        ) : null}
        {ideas.slice(0, 2).map((idea, i) => (
          <ListRow
            key={idea.id}
            first={!ballot && i === 0}
            drawing={drawingOf(idea.kind)}
            title={idea.text}
            lang={idea.language}
            text={idea.interest ? say.count('home.would_come', idea.interest) : say('home.would_come_nobody')}
            href={`/ideas/${idea.id}`}
          />
        ))}
        <ListRow
          first={!ballot && !ideas.length}
          drawing="idea"
          title={say('home.idea_question')}
          text={say('home.idea_say')}
          href="/ideas"
        />
        <ListRow drawing="shifts" title={say('home.all')} href="/activities" />
        <ListRow drawing="stairs" title={say('home.stops_you')} text={say('home.stops_you_text')} href="/barriers" />
      </ListCard>
    </>
  );
}

/**
 * Three things that fit around the next shifts, and why. told: how what the reader was told and is asked about a date is shown;
 * questions: the same for what is asked about ideas.
 */
export function HomeScreen({ above, told, questions }: { above?: ReactNode; told?: Told; questions?: Questions }) {
  const { say } = useWords();
  const { member } = useMe();
  const home = useHome();
  const stale = home.data && home.isError;
  return (
    <Screen
      title={say('home.hello', { name: member.called_name })}
      help={say('home.help')}
      seenAt={stale ? phoneTime(new Date(home.dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void home.refetch()}
      refreshing={home.isRefetching}
    >
      {above}
      {home.data ? (
        <Page home={home.data} told={told} questions={questions} />
      ) : home.isError ? (
        <ErrorNote error={home.error} again={() => void home.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
