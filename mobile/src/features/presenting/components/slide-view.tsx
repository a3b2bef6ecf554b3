import { View } from 'react-native';
import type { Presentation } from '@/api/shapes';
import { Qr } from '@/design/qr';
import { BesideCode, SlideText } from '@/design/slide';
import { dateWords, momentWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import type { JoinCode } from '../queries';
import { asManyAsFit, type Slide, typed } from '../slides';

interface Shown {
  shown: Presentation;
  poster: JoinCode | undefined;
  spoken: JoinCode | undefined;
  question: string | undefined;
}
const apart = { gap: 20 } as const;
// Three lines of more letters than this would not fit large.
const LONG_LINE = 60;

function Join({ shown, poster, spoken }: Shown) {
  const { say } = useWords();
  const address = typed(shown.join_link);
  return (
    <BesideCode code={<Code svg={poster?.qr ?? shown.join_qr} label={say('presenting.join_qr')} most={400} />}>
      <SlideText size="huge" heading={1}>
        {say('presenting.join')}
      </SlideText>
      <SlideText>{say('presenting.join_text')}</SlideText>
      <SlideText>
        {spoken?.spoken
          ? say('presenting.join_spoken', { address, short: spoken.short_name })
          : say('presenting.join_ask', { address })}
      </SlideText>
      {spoken?.spoken ? (
        <SlideText size="huge" bold lang="en" tone="amber">
          {spoken.spoken}
        </SlideText>
      ) : null}
    </BesideCode>
  );
}
/** Beside words it has a width of its own. */
const Code = ({ svg, label, most }: { svg: string; label: string; most: number }) => (
  <View style={{ width: most, maxWidth: '100%' }}>
    <Qr svg={svg} label={label} most={most} />
  </View>
);

function Ideas({ shown }: Shown) {
  const { say } = useWords();
  const size = shown.ideas.some((idea) => idea.text.length > LONG_LINE) ? 'small' : 'large';
  return (
    <>
      <SlideText size="large" heading={1}>
        {say('presenting.ideas')}
      </SlideText>
      <SlideText size="small" tone="ink2">
        {say('presenting.ideas_text')}
      </SlideText>
      {shown.ideas.map((idea) => (
        <BesideCode
          key={idea.id}
          code={<Code svg={idea.qr} label={say('presenting.idea_qr', { text: idea.text })} most={132} />}
        >
          <SlideText bold heading={2} lang={idea.language} size={size}>
            {idea.text}
          </SlideText>
          <SlideText size="small" tone="amber">
            {say.count('presenting.would_come', idea.interest)}
          </SlideText>
        </BesideCode>
      ))}
    </>
  );
}

function Answered({ shown }: Shown) {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <>
      <SlideText size="large" heading={1}>
        {say('presenting.answered')}
      </SlideText>
      {asManyAsFit(shown.answered).map((a) => (
        <View key={a.idea_id} style={{ gap: 4 }}>
          <SlideText bold heading={2} lang={a.language} size="small">
            {say('presenting.you_said', { text: a.text })}
          </SlideText>
          <SlideText size="small" tone="amber">
            {`${dateWords(say, a.date, today)}: ${say(`ideas.${a.status}`)}`}
          </SlideText>
          <SlideText size="small">{a.answer}</SlideText>
        </View>
      ))}
    </>
  );
}

/** One slide. It reads from its heading down; the square codes say what they open. */
export function SlideView({ slide, ...all }: Shown & { slide: Slide }) {
  const { say } = useWords();
  const { organisation, today } = useMe();
  const { shown } = all;
  if (slide === 'join') return <Join {...all} />;
  if (slide === 'ideas') return <Ideas {...all} />;
  if (slide === 'answered') return <Answered {...all} />;
  if (slide === 'who')
    return (
      <>
        <SlideText tone="amber" bold>
          {organisation.name}
        </SlideText>
        <SlideText size="huge" heading={1}>
          {say('presenting.who')}
        </SlideText>
        <SlideText>{say('presenting.who_text')}</SlideText>
      </>
    );
  if (slide === 'coming')
    return (
      <>
        <SlideText size="large" heading={1}>
          {say('presenting.coming')}
        </SlideText>
        {shown.coming.map((c) => (
          <View key={c.id} style={apart}>
            <View>
              <SlideText bold heading={2}>
                {c.title}
              </SlideText>
              <SlideText size="small" tone="amber">
                {momentWords(say, c.starts, c.ends, today)}
              </SlideText>
              <SlideText size="small">{[c.place, c.cost].filter(Boolean).join(' · ')}</SlideText>
            </View>
          </View>
        ))}
      </>
    );
  if (slide === 'vote')
    return shown.ballot ? (
      <BesideCode code={<Code svg={shown.ballot.qr} label={say('presenting.vote_qr')} most={400} />}>
        <SlideText tone="amber" bold>
          {say('presenting.vote')}
        </SlideText>
        <SlideText size="huge" heading={1}>
          {shown.ballot.title}
        </SlideText>
        <SlideText>
          {say('presenting.vote_closes', { time: momentWords(say, shown.ballot.closes, null, today) })}
        </SlideText>
      </BesideCode>
    ) : null;
  const chosen = shown.conversations.find((c) => c.id === all.question);
  return chosen ? (
    <BesideCode code={<Code svg={chosen.qr} label={say('presenting.question_qr')} most={260} />}>
      <SlideText tone="amber" bold>
        {say('presenting.question')}
      </SlideText>
      <SlideText size="huge" heading={1} lang={chosen.language}>
        {chosen.question}
      </SlideText>
      <SlideText>{`${dateWords(say, chosen.held_date, today)}, ${chosen.start} · ${chosen.place}`}</SlideText>
    </BesideCode>
  ) : null;
}
