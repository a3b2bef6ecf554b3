import { useState } from 'react';
import { BigButton, Button, Card, ErrorNote, Fact, Loading, Note, OutboxLine, Screen, Text } from '@/design';
import { Qr } from '@/design/qr';
import { forgetScannedCard, scannedCard } from '@/lib/landed';
import { useWords } from '@/words';
import { useCard, useCardDrawing, useKnowByCard } from '../queries';

const same = (a: string, b: string) =>
  a.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase() === b.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

/** Somebody else's card was scanned: the one thing to do with it is to say that I know them. */
function Scanned({ code, onDone }: { code: string; onDone: () => void }) {
  const { say } = useWords();
  const { know, latest } = useKnowByCard();
  return (
    <Screen title={say('me.card_scanned')} lead={<Text>{say('me.card_scanned_text')}</Text>} back>
      {latest?.state === 'received' ? (
        <Note tone="leaf">{say('me.card_scanned_done')}</Note>
      ) : (
        <BigButton onPress={() => void know(code)}>{say('me.card_scanned_yes')}</BigButton>
      )}
      <OutboxLine row={latest} />
      <Button onPress={onDone} grow>
        {say('me.card_scanned_no')}
      </Button>
    </Screen>
  );
}

/** My card: with the PIN it signs me in anywhere. */
export function CardScreen() {
  const { say } = useWords();
  const [scanned, setScanned] = useState(scannedCard);
  const card = useCard();
  const drawing = useCardDrawing(card.data?.svg_url);
  if (scanned && card.data && !same(scanned, card.data.code))
    return (
      <Scanned
        code={scanned}
        onDone={() => {
          forgetScannedCard();
          setScanned(undefined);
        }}
      />
    );
  return (
    <Screen title={say('me.card_title')} help={say('me.card_help')} lead={<Text>{say('me.card_lead')}</Text>} back>
      {card.data ? (
        <Card lit style={{ alignItems: 'center' }}>
          {drawing.data ? <Qr svg={drawing.data} label={say('me.card_picture')} /> : null}
          <Text tone="quiet" center>
            {say('me.card_code')}
          </Text>
          <Text size="title" bold center selectable style={{ writingDirection: 'ltr', letterSpacing: 1 }}>
            {card.data.code}
          </Text>
        </Card>
      ) : card.isError ? (
        <ErrorNote error={card.error} again={() => void card.refetch()} />
      ) : (
        <Loading />
      )}
      <Fact drawing="lock">{say('me.card_secret')}</Fact>
    </Screen>
  );
}
