import { useLocalSearchParams } from 'expo-router';
import { useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Card, ErrorNote, Field, Loading, OutboxLine, Part, Screen, Stepper, Text } from '@/design';
import { momentWords, phoneTime } from '@/lib/when';
import type { Intent } from '@/outbox';
import { useMe } from '@/session';
import { ALONE, guestsOf, PartySteppers } from '@/shell/party-steppers';
import { type Say, useWords } from '@/words';
import { type PaperLine, type PaperSheet, useSheet } from '../queries';

const LINES = 20;

/** How it stands, in words: what was typed in asks, what the member did since decides. */
function standsOf(say: Say, line: PaperLine): string {
  if (line.status === 'placed') return say('paper.stands_placed');
  if (line.status === 'offered') return say('paper.stands_offered');
  if (line.status === 'waiting') return say('paper.stands_waiting', { position: line.position ?? 1 });
  return say('paper.stands_away');
}

function Typed({ line }: { line: PaperLine }) {
  const { say } = useWords();
  const guests = guestsOf(line.party);
  const name = line.name || say('paper.no_name', { card: line.card_end });
  return (
    <View style={{ gap: 4 }}>
      <Text bold>{say('paper.one_line', { line: line.line, name })}</Text>
      <Text>{standsOf(say, line)}</Text>
      {guests ? <Text tone="quiet">{say.count('paper.with', guests)}</Text> : null}
    </View>
  );
}

/** A line that the server has not taken: on its way, or refused and why. */
function OnItsWay({ row }: { row: Intent }) {
  const { say } = useWords();
  const { line, card } = row.body as { line: number; card: string };
  return (
    <View style={{ gap: 4 }}>
      <Text bold>{say('paper.on_way', { line, card })}</Text>
      <OutboxLine row={row} />
    </View>
  );
}

/** The next line to type; after each it stands on the one below. */
function NextLine({
  sheet,
  highest,
  type,
}: {
  sheet: PaperSheet;
  highest: number;
  type: ReturnType<typeof useSheet>['type'];
}) {
  const { say } = useWords();
  const [line, setLine] = useState(Math.min(highest + 1, LINES));
  const [card, setCard] = useState('');
  const [party, setParty] = useState(ALONE);
  const typed = card.trim();
  return (
    <Card>
      <Text tone="quiet">{say('paper.free', { free: Math.max(sheet.free, 0), waiting: sheet.waiting })}</Text>
      <View
        style={{
          flexDirection: 'row',
          flexWrap: 'wrap',
          gap: 8,
          alignItems: 'center',
          justifyContent: 'space-between',
        }}
      >
        <Text bold>{say('paper.line')}</Text>
        <Stepper label={say('paper.line')} value={line} onChange={setLine} min={1} max={LINES} />
      </View>
      <Field
        label={say('paper.card')}
        value={card}
        onChangeText={setCard}
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect={false}
        maxLength={200}
      />
      <PartySteppers value={party} onChange={setParty} />
      <BigButton
        why={typed ? undefined : say('paper.card_need')}
        onPress={() =>
          void type(line, typed, party).then(() => {
            setLine(Math.min(line + 1, LINES));
            setCard('');
            setParty(ALONE);
          })
        }
      >
        {say('paper.put')}
      </BigButton>
    </Card>
  );
}

/** Typing one sheet in, line by line, with or without signal. */
export function TypeSheetScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const { id } = useLocalSearchParams<{ id: string }>();
  const { read, underWay, dismiss, type } = useSheet(id);
  const sheet = read.data;
  if (!sheet)
    return (
      <Screen title={say('paper.title')} back help={say('paper.type_help')}>
        {read.isError ? <ErrorNote error={read.error} again={() => void read.refetch()} /> : <Loading />}
      </Screen>
    );
  const highest = Math.max(
    0,
    ...sheet.lines.map((line) => line.line),
    ...underWay.map((row) => (row.body as { line: number }).line),
  );
  return (
    <Screen
      title={say('paper.sheet', { number: sheet.number })}
      back
      help={say('paper.type_help')}
      lead={<Text>{`${sheet.title}. ${momentWords(say, sheet.starts, undefined, today)}`}</Text>}
      seenAt={read.isError ? phoneTime(new Date(read.dataUpdatedAt).toISOString()) : undefined}
    >
      <NextLine sheet={sheet} highest={highest} type={type} />
      {underWay.length ? (
        <Card style={{ gap: 16 }}>
          {underWay.map((row) => (
            <OnItsWay key={row.key} row={row} />
          ))}
          {underWay.some((row) => row.state === 'refused') ? (
            <Button grow onPress={dismiss}>
              {say('paper.read_it')}
            </Button>
          ) : null}
        </Card>
      ) : null}
      {sheet.lines.length ? (
        <Card style={{ gap: 16 }}>
          <Part>{say('paper.lines')}</Part>
          {sheet.lines.map((line) => (
            <Typed key={line.id} line={line} />
          ))}
        </Card>
      ) : null}
    </Screen>
  );
}
