import { useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { View } from 'react-native';
import { isProblem, slugOf } from '@/api/problems';
import {
  BigButton,
  Button,
  Card,
  drawingOf,
  Empty,
  ErrorNote,
  Fact,
  Loading,
  marked,
  Note,
  Part,
  Pictogram,
  Screen,
  space,
  Text,
  Tile,
  useLargeText,
  useTheme,
} from '@/design';
import { sha256 } from '@/lib/sha256';
import { hasVoice, hush, speak } from '@/lib/voice';
import { everyWeek, phoneTime } from '@/lib/when';
import { useMe } from '@/session';
import { type Say, useWords } from '@/words';
import { CodeField } from '../components/code-field';
import { SpentPicture } from '../components/spent-picture';
import { Tokens } from '../components/tokens';
import { type Finding, find, readTokens } from '../finding';
import { type Kept, useKept } from '../kept';
import { ListFile } from '../list-file';
import { useBallot, useOutcome } from '../queries';
import { receiptWords } from '../receipt';
import { closing, groupWords, money, titleOf, titlesOf } from '../said';
import { fraction } from '../spending';
import type { Option, Outcome } from '../types';

const optionsOf = (o: Outcome): Option[] => [...o.chosen, ...o.not_chosen].map((r) => r.option);

/** Read aloud, where this phone has the voice. */
function Listen({ text }: { text: string }) {
  const { say, lang } = useWords();
  const [voice, setVoice] = useState(false);
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    let alive = true;
    void hasVoice(lang).then((has) => alive && setVoice(has));
    return () => {
      alive = false;
      hush();
    };
  }, [lang]);
  if (!voice) return null;
  const press = () => {
    if (speaking) {
      hush();
      return setSpeaking(false);
    }
    setSpeaking(true);
    speak(text, lang, () => setSpeaking(false));
  };
  return (
    <Button grow drawing="listen" onPress={press}>
      {say(speaking ? 'common.stop_listening' : 'ballots.listen')}
    </Button>
  );
}

/** How it was counted, in the sentence that everyone is told. */
function HowItWorks({ outcome }: { outcome: Outcome }) {
  const { say } = useWords();
  const total = outcome.share_tokens ?? 12;
  const { title, text } = {
    'equal-shares': { title: say('ballots.tokens_title', { count: total }), text: say('ballots.tokens_text') },
    'seq-pav': { title: say('ballots.turns_title'), text: say('ballots.turns_text') },
    talk: { title: say('ballots.talk_title'), text: say('ballots.talk_text') },
  }[outcome.rule];
  return (
    <Card lit>
      <Text size="title" heading={2}>
        {title}
      </Text>
      {outcome.rule === 'equal-shares' ? <Tokens total={total} lit={total} label={title} /> : null}
      <Text>{text}</Text>
      <Listen text={`${title}. ${text}`} />
    </Card>
  );
}

function OptionCard({ option, chosen, children }: { option: Option; chosen?: boolean; children: React.ReactNode }) {
  const { say } = useWords();
  const theme = useTheme();
  const stacked = useLargeText();
  return (
    <Card>
      <View style={{ flexDirection: stacked ? 'column' : 'row', gap: space.m }}>
        <Tile name={option.kind === 'other' ? 'idea' : drawingOf(option.kind)} />
        <View style={{ flex: stacked ? undefined : 1, minWidth: 0, gap: 2 }}>
          {chosen ? (
            <View style={{ flexDirection: 'row', gap: 4, alignItems: 'center' }}>
              <Pictogram name="tick" size={22} color={theme.leafInk} />
              <Text bold tone="yes">
                {say('ballots.chosen')}
              </Text>
            </View>
          ) : null}
          <Text bold heading={3}>
            {titleOf(say, option)}
          </Text>
          <Text>{everyWeek(say, option.pattern.weekday, option.pattern.start)}</Text>
        </View>
      </View>
      {children}
    </Card>
  );
}

/** Chosen: the tokens spent before your eyes. */
function Chosen({ row, outcome, mine }: { row: Outcome['chosen'][number]; outcome: Outcome; mine: boolean }) {
  const { say } = useWords();
  const total = outcome.share_tokens ?? 12;
  const paid = row.each_pays_tokens === null ? undefined : readTokens(row.each_pays_tokens);
  const isMoney = outcome.budget !== null;
  const poorer = outcome.rounds.find((r) => r.option === row.option.id)?.poorer ?? 0;
  const line = [
    row.ticks === null ? '' : say.count('ballots.ticked', row.ticks),
    paid ? say(paid.about ? 'ballots.each_paid_about' : 'ballots.each_paid', { tokens: paid.tokens, total }) : '',
    paid && poorer ? say('ballots.or_all_left') : '',
    isMoney ? moneyWords(say, row) : '',
    mine ? say('ballots.you_ticked_this') : '',
  ].filter(Boolean);
  return (
    <OptionCard option={row.option} chosen>
      {paid ? (
        <Tokens
          total={total}
          lit={paid.drawn}
          ticked
          label={say('ballots.tokens_drawn', { paid: paid.tokens, total })}
        />
      ) : null}
      {line.length ? <Text>{line.join(' ')}</Text> : null}
      <Note drawing="forward">
        <Text>{marked(say('ballots.next_chosen'))}</Text>
      </Note>
    </OptionCard>
  );
}
/** "It costs £20. That is £2 for each who ticked it." */
function moneyWords(say: Say, row: Outcome['chosen'][number]): string {
  const costs = say('ballots.costs', { money: money(say, row.option.cost) });
  if (row.each_pays === null) return costs;
  const pence = fraction(row.each_pays) * 100;
  const whole = Math.abs(pence - Math.round(pence)) < 1e-6;
  const each = money(say, (Math.round(pence) / 100).toFixed(2));
  return `${costs} ${say(whole ? 'ballots.each_pounds' : 'ballots.each_pounds_about', { money: each })}`;
}
/** Not this time: always how near, and what next. */
function Missed({ row, mine, floor }: { row: Outcome['not_chosen'][number]; mine: boolean; floor: number | null }) {
  const { say } = useWords();
  if (row.not_counted === 'hidden')
    return (
      <OptionCard option={row.option}>
        <Text>{say('ballots.was_hidden')}</Text>
      </OptionCard>
    );
  return (
    <OptionCard option={row.option}>
      <Text>
        {row.ticks === null ? '' : `${say.count('ballots.ticked', row.ticks)} `}
        {row.not_counted === 'under_floor' && floor ? `${say('ballots.under_floor', { people: floor })} ` : ''}
        {row.short_by === null ? '' : marked(`*${say.count('ballots.needed', row.short_by)}*`)}
        {mine ? ` ${say('ballots.you_ticked_this')}` : ''}
      </Text>
      <Note drawing="forward">
        <Text>{marked(say('ballots.next'))}</Text>
      </Note>
    </OptionCard>
  );
}

function FindMine({ outcome, kept, asked }: { outcome: Outcome; kept: Kept | undefined; asked: boolean }) {
  const { say } = useWords();
  const [typed, setTyped] = useState<string>();
  if (!asked) return null;
  const receipt = typed ?? kept?.receipt;
  if (!receipt)
    return (
      <Card>
        <Text bold>{say('ballots.no_receipt')}</Text>
        <Text>{say('ballots.no_receipt_text')}</Text>
        <CodeField button={say('ballots.look')} onCode={setTyped} />
      </Card>
    );
  const finding = find(outcome, receipt, typed ? undefined : kept?.ticked);
  const options = optionsOf(outcome);
  const text = (f: Finding): string => {
    if (f.kind === 'missing')
      return say('ballots.not_found_text', { words: receiptWords(receipt, say('ballots.receipt_words')) });
    if (f.kind === 'hash') return say('ballots.found_short', { total: f.total });
    const { line, total } = f;
    const titles = titlesOf(options, f.ticks).join(', ');
    return titles ? say('ballots.found_line', { line, total, titles }) : say('ballots.found_blank', { line, total });
  };
  const bad = finding.kind === 'missing' || (finding.kind === 'slip' && finding.differs);
  const title =
    finding.kind === 'missing'
      ? say('ballots.not_found')
      : finding.kind === 'slip' && finding.differs
        ? say('ballots.differs')
        : say('ballots.found');
  return (
    <>
      <Note tone={bad ? 'clay' : 'leaf'} title={title} live>
        {text(finding)}
      </Note>
      {finding.kind === 'missing' ? (
        <Card>
          <CodeField button={say('ballots.look')} onCode={setTyped} />
        </Card>
      ) : null}
    </>
  );
}

function ForCheckers({ outcome }: { outcome: Outcome }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const right = sha256(outcome.seed) === outcome.seed_hash;
  return (
    <Card>
      <Button grow pressed={open} onPress={() => setOpen(!open)}>
        {say('ballots.check')}
      </Button>
      {open ? (
        <>
          {outcome.slips ? <ListFile id={outcome.id} /> : null}
          <Text>{say('ballots.draw', { seed: outcome.seed, hash: outcome.seed_hash })}</Text>
          <Text bold tone={right ? 'yes' : 'stop'}>
            {say(right ? 'ballots.draw_right' : 'ballots.draw_wrong')}
          </Text>
          {outcome.explanation.length ? (
            <>
              <Text bold>{say('ballots.steps')}</Text>
              {outcome.explanation.map((line) => (
                <Text key={line} lang="en">
                  {line}
                </Text>
              ))}
            </>
          ) : null}
        </>
      ) : null}
    </Card>
  );
}

function Shown({ outcome, seenAt }: { outcome: Outcome; seenAt?: string }) {
  const { say } = useWords();
  const kept = useKept(useMe().member.id, outcome.id);
  const [asked, setAsked] = useState(false);
  const ticked = (o: Option) => kept?.ticked?.includes(o.id) ?? false;
  const titles = outcome.chosen.map((c) => titleOf(say, c.option));
  const first = `${say.count('ballots.voted', outcome.voters)} ${
    titles.length ? say('ballots.chosen_are', { titles: titles.join(', ') }) : say('ballots.none_chosen')
  }`;
  return (
    <Screen
      title={say('ballots.outcome')}
      back
      help={say('ballots.outcome_help')}
      seenAt={seenAt}
      lead={<Text>{first}</Text>}
      foot={asked ? undefined : <BigButton onPress={() => setAsked(true)}>{say('ballots.find')}</BigButton>}
    >
      <FindMine outcome={outcome} kept={kept} asked={asked} />
      <HowItWorks outcome={outcome} />
      {outcome.budget !== null && outcome.spent !== null && outcome.left_over !== null ? (
        <Fact drawing="tick">
          {say('ballots.spent', {
            spent: money(say, outcome.spent),
            budget: money(say, outcome.budget),
            left: money(say, outcome.left_over),
          })}
        </Fact>
      ) : null}
      {outcome.missing_groups.length ? (
        <Note drawing="people" title={say('ballots.missing', { groups: groupWords(say, outcome.missing_groups) })}>
          {say('ballots.missing_text')}
        </Note>
      ) : null}
      {outcome.published_reason ? (
        <Note drawing="people" title={say('ballots.panel_said')}>
          {outcome.published_reason}
        </Note>
      ) : null}
      {outcome.chosen.map((row) => (
        <Chosen key={row.option.id} row={row} outcome={outcome} mine={ticked(row.option)} />
      ))}
      <SpentPicture outcome={outcome} />
      {outcome.not_chosen.length ? <Part>{say('ballots.not_this_time')}</Part> : null}
      {outcome.not_chosen.map((row) => (
        <Missed key={row.option.id} row={row} mine={ticked(row.option)} floor={outcome.floor_ticks} />
      ))}
      {outcome.every_group_got_something ? <Fact drawing="people">{say('ballots.every_group')}</Fact> : null}
      <ForCheckers outcome={outcome} />
    </Screen>
  );
}

/** Understand in one minute why, also when yours lost. */
export function OutcomeScreen() {
  const { say } = useWords();
  const { id } = useLocalSearchParams<{ id: string }>();
  const outcome = useOutcome(id);
  const ballot = useBallot(id);
  if (outcome.data)
    return (
      <Shown
        outcome={outcome.data}
        seenAt={outcome.isError ? phoneTime(new Date(outcome.dataUpdatedAt).toISOString()) : undefined}
      />
    );
  const slug = isProblem(outcome.error) ? slugOf(outcome.error) : undefined;
  const waits = slug === 'not-counted-yet' || slug === 'waiting-for-panel';
  const text =
    slug === 'waiting-for-panel'
      ? say('ballots.panel_text')
      : ballot.data?.state === 'open'
        ? say('ballots.not_yet_text', { date: closing(say, ballot.data.closes) })
        : say('ballots.counting');
  return (
    <Screen title={say('ballots.outcome')} back help={say('ballots.outcome_help')}>
      {waits ? (
        <Empty
          drawing="vote"
          title={say(slug === 'waiting-for-panel' ? 'ballots.panel' : 'ballots.not_yet')}
          text={text}
        >
          {ballot.data?.state === 'open' ? (
            <Button href={`/ballots/${id}`}>{say('ballots.to_vote')}</Button>
          ) : (
            <Button href="/ballots">{say('ballots.all_votes')}</Button>
          )}
        </Empty>
      ) : outcome.isError ? (
        <ErrorNote error={outcome.error} again={() => void outcome.refetch()} />
      ) : (
        <Loading />
      )}
    </Screen>
  );
}
