import { useLocalSearchParams } from 'expo-router';
import { useEffect, useState } from 'react';
import { View } from 'react-native';
import { BigButton, Button, Card, ErrorNote, goInstead, Loading, Note, Screen, ShiftShape, Text } from '@/design';
import { useOnline } from '@/lib/online';
import { between, dateWords } from '@/lib/when';
import { useWords } from '@/words';
import { kindOf } from '../days';
import { useFileDrop } from '../file-drop';
import { handedFile } from '../handed-file';
import { type PickedFile, pickFile } from '../pick-file';
import { type ImportDraft, readRota, useShiftWrites } from '../queries';
import { DropNote } from './drop-note';
import { OnlyYou } from './only-you';

const datePart = (local: string): string => local.slice(0, 10);
const timePart = (local: string): string => local.slice(11, 16);

function Found({ draft }: { draft: ImportDraft }) {
  const { say } = useWords();
  const [all, setAll] = useState(false);
  const check = draft.check_start;
  const shown = all ? draft.shifts : draft.shifts.slice(0, 3);
  return (
    <Card lit>
      {check ? (
        <Text size="title" heading={2}>
          {say('shifts.file_question', { date: dateWords(say, check.date), time: check.start })}
        </Text>
      ) : null}
      <Text>
        {say.count('shifts.file_found', draft.shifts.length)}
        {draft.not_at_work.length ? ` ${say.count('shifts.file_off', draft.not_at_work.length)}` : ''}
      </Text>
      {shown.map((s) => {
        const span = { start: timePart(s.start), end: timePart(s.end) };
        return (
          <View key={s.start} style={{ flexDirection: 'row', gap: 12, alignItems: 'center' }}>
            <ShiftShape kind={kindOf(span)} size={32} />
            <Text
              style={{ flex: 1 }}
            >{`${dateWords(say, datePart(s.start))}, ${between(say, span.start, span.end)}`}</Text>
          </View>
        );
      })}
      {draft.shifts.length > 3 && !all ? <Button onPress={() => setAll(true)}>{say('shifts.file_all')}</Button> : null}
      {draft.warnings.length ? (
        <Note title={say('shifts.file_warnings')}>
          {draft.warnings.slice(0, 10).map((w) => (
            <Text key={`${w.line} ${w.text}`}>{say('shifts.file_line', { line: w.line, text: w.text })}</Text>
          ))}
        </Note>
      ) : null}
    </Card>
  );
}

/** A calendar file becomes a draft, which is read back as a question; only Yes changes anything. */
export function FileWay() {
  const { say } = useWords();
  const online = useOnline();
  const { applyImport } = useShiftWrites();
  const [draft, setDraft] = useState<ImportDraft>();
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<unknown>();
  const open = async (file: PickedFile | undefined) => {
    if (!file || reading) return;
    setError(undefined);
    setReading(true);
    try {
      setDraft(await readRota(file));
    } catch (e) {
      setDraft(undefined);
      setError(e);
    } finally {
      setReading(false);
    }
  };
  const choose = async () => open(await pickFile(['.ics', 'text/calendar']));
  const over = useFileDrop((file) => void open(file));
  const { file: handed } = useLocalSearchParams<{ file?: string }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one reading for each file that is handed over.
  useEffect(() => {
    void open(handedFile(handed));
  }, [handed]);
  const yes = async () => {
    if (!draft) return;
    await applyImport(draft.id);
    goInstead('/shifts');
  };
  const button = reading ? say('shifts.file_reading') : say('shifts.file_choose');
  return (
    <Screen
      title={say('shifts.file_title')}
      back
      help={say('shifts.file_help')}
      lead={<Text tone="quiet">{say('shifts.file_help')}</Text>}
      foot={
        <>
          {draft ? (
            <>
              <BigButton onPress={() => void yes()}>{say('shifts.file_yes')}</BigButton>
              <Button grow onPress={() => void choose()}>
                {say('shifts.file_other')}
              </Button>
            </>
          ) : (
            <BigButton
              drawing="file"
              busy={reading}
              why={online ? undefined : say('shifts.file_signal')}
              onPress={() => void choose()}
            >
              {button}
            </BigButton>
          )}
          <OnlyYou />
        </>
      }
    >
      <DropNote over={over} />
      {reading ? <Loading /> : null}
      {error ? <ErrorNote error={error} /> : null}
      {draft ? <Found draft={draft} /> : null}
    </Screen>
  );
}
