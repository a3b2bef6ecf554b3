import { ErrorNote, Fact, ListCard, ListRow, Loading, Part, Screen, Text } from '@/design';
import { phoneTime } from '@/lib/when';
import { useWords } from '@/words';
import { type CardName, cards } from '../cards';
import { AskedOfMe } from '../components/asked-of-me';
import { AwayCard } from '../components/away';
import { KindCard } from '../components/kind-card';
import { Papers, PapersToSee } from '../components/papers';
import { PickKind } from '../components/pick-kind';
import { Shadowings } from '../components/shadowings';
import { WordsGiven } from '../components/words-given';
import { useAway, useMySteps } from '../queries';

/** My steps: private, by invitation, one tap back. */
export function StepsScreen() {
  const { say } = useWords();
  const { data, isError, error, refetch, dataUpdatedAt } = useMySteps();
  const away = useAway();
  const invited = data?.kinds.find((row) => row.is_invited);
  return (
    <Screen
      title={say('steps.title')}
      back
      help={say('steps.help')}
      lead={<Fact drawing="lock">{say('steps.private')}</Fact>}
      seenAt={data && isError ? phoneTime(new Date(dataUpdatedAt).toISOString()) : undefined}
      onRefresh={() => void refetch()}
    >
      {away.until ? <AwayCard away={away} /> : null}
      <AskedOfMe />
      <PapersToSee />
      {data ? (
        <>
          {data.kinds.length ? null : <Text>{say('steps.none')}</Text>}
          {data.kinds.map((row) => (
            <KindCard
              key={row.kind}
              row={row}
              lit={row === invited}
              words={data.sign_offs.filter((word) => word.kind === row.kind)}
            />
          ))}
          <PickKind taken={data.kinds.map((row) => row.kind)} />
          <Shadowings />
          <Part>{say('steps.cards')}</Part>
          <ListCard>
            {(Object.keys(cards) as CardName[]).map((name, i) => (
              <ListRow
                key={name}
                first={i === 0}
                drawing={cards[name].drawing}
                title={say(cards[name].title)}
                text={data.cards.includes(name) ? say('steps.card_read') : undefined}
                href={`/role-cards/${name}`}
              />
            ))}
          </ListCard>
          <WordsGiven words={data.sign_offs} />
          <Papers rows={data.certificates} />
        </>
      ) : isError ? (
        <ErrorNote error={error} again={() => void refetch()} />
      ) : (
        <Loading />
      )}
      {away.isAsked && !away.until ? <AwayCard away={away} /> : null}
      <ListCard>
        <ListRow first drawing="file" title={say('steps.record')} href="/my-record" />
        {data?.in_circle ? (
          <ListRow drawing="people" title={say('steps.circle')} text={say('steps.circle_text')} href="/circle" />
        ) : null}
      </ListCard>
    </Screen>
  );
}
