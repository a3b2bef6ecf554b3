import { useState } from 'react';
import { View } from 'react-native';
import {
  BigButton,
  Button,
  Card,
  ErrorNote,
  Fact,
  ListCard,
  ListRow,
  Loading,
  Note,
  OutboxLine,
  Part,
  Row,
  Text,
} from '@/design';
import { useOnline } from '@/lib/online';
import { saveCopy } from '@/lib/save-copy';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { DeskPage } from '@/shell/desk-page';
import { useWords } from '@/words';
import { DropNote } from '../components/drop-note';
import { useFileDrop } from '../file-drop';
import { type PickedFile, pickFile } from '../pick-file';
import { readSheet, type SheetDraft, useSheetWrites } from '../queries';

const endings = ['.csv', '.xlsx', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
/** The columns are called the same in every language: the server reads them. Nobody has the name in it, so it cannot be given. */
const empty = (today: string) =>
  `name,pattern,anchor\r\nA name or card code,${'07:00-15:00 '.repeat(5)}- -,${today}\r\n`;

function How() {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <Card>
      <Text size="title" heading={2}>
        {say('shifts.sheet_how')}
      </Text>
      <Fact drawing="people">{say('shifts.sheet_name')}</Fact>
      <Fact drawing="shifts">{say('shifts.sheet_pattern')}</Fact>
      <Fact drawing="time">{say('shifts.sheet_anchor')}</Fact>
      <Fact drawing="lock">{say('shifts.sheet_private')}</Fact>
      <Row>
        <Button drawing="file" onPress={() => void saveCopy('rota-sheet.csv', empty(today))}>
          {say('shifts.sheet_template')}
        </Button>
      </Row>
    </Card>
  );
}
/** Every line that cannot be used, with its number in the sheet. */
function Wrong({ problems }: { problems: SheetDraft['problems'] }) {
  const { say } = useWords();
  return (
    <Note tone="clay" live title={say.count('shifts.sheet_wrong', problems.length)}>
      <Text>{say('shifts.sheet_wrong_next')}</Text>
      {problems.map((p) => (
        <Text key={`${p.line} ${p.column}`}>{say('shifts.file_line', { line: p.line, text: p.text })}</Text>
      ))}
    </Note>
  );
}
function Lines({ draft }: { draft: SheetDraft }) {
  const { say } = useWords();
  return (
    <>
      <Part>{say.count('shifts.sheet_people', draft.people)}</Part>
      <ListCard label={say('shifts.sheet_typed')}>
        {draft.rows.map((r, i) => (
          <ListRow
            key={r.line}
            first={i === 0}
            drawing="shifts"
            title={say('shifts.file_line', { line: r.line, text: r.name })}
            text={
              <View>
                <Text tone="quiet">
                  {say.count('shifts.sheet_cycle', r.days.length, { date: dateWords(say, r.anchor_date) })}
                </Text>
                {/* Times read from the left in every language. */}
                <Text tone="quiet">{`\u2066${r.days.join('  ')}\u2069`}</Text>
              </View>
            }
          />
        ))}
      </ListCard>
      {draft.rows.length < draft.people ? (
        <Text tone="quiet">{say('shifts.sheet_shown', { shown: draft.rows.length, count: draft.people })}</Text>
      ) : null}
    </>
  );
}
/** A sheet of many people's shifts, read back as it was typed; only Yes gives anybody anything. */
export function DeskSheetScreen() {
  const { say } = useWords();
  const { today } = useMe();
  const online = useOnline();
  const { applySheet, latest } = useSheetWrites();
  const [draft, setDraft] = useState<SheetDraft>();
  const [sent, setSent] = useState(false);
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<unknown>();
  const open = async (file: PickedFile | undefined) => {
    if (!file || reading) return;
    setError(undefined);
    setDraft(undefined);
    setSent(false);
    setReading(true);
    try {
      setDraft(await readSheet(file));
    } catch (e) {
      setError(e);
    } finally {
      setReading(false);
    }
  };
  const over = useFileDrop((file) => void open(file));
  const choose = async () => open(await pickFile(endings));
  const yes = async () => {
    if (!draft) return;
    setSent(true);
    await applySheet(draft.id);
  };
  const right = draft && !draft.problems.length;
  return (
    <DeskPage
      here="sheet"
      may={['organiser', 'lead', 'connector']}
      title={say('shifts.sheet_title')}
      help={say('shifts.sheet_help')}
      lead={say('shifts.sheet_help')}
      aside={<How />}
    >
      {right && !sent ? (
        <>
          <BigButton onPress={() => void yes()}>{say.count('shifts.sheet_yes', draft.people)}</BigButton>
          <Row>
            <Button onPress={() => void choose()}>{say('shifts.sheet_other')}</Button>
          </Row>
        </>
      ) : (
        <BigButton
          drawing="file"
          busy={reading}
          why={online ? undefined : say('shifts.sheet_signal')}
          onPress={() => void choose()}
        >
          {say(reading ? 'shifts.sheet_reading' : draft ? 'shifts.sheet_other' : 'shifts.sheet_choose')}
        </BigButton>
      )}
      <DropNote over={over} />
      {reading ? <Loading /> : null}
      {error ? <ErrorNote error={error} /> : null}
      {draft?.problems.length ? <Wrong problems={draft.problems} /> : null}
      {draft?.put_in_before && !sent ? (
        <Note drawing="file">{say('shifts.sheet_before', { date: dateWords(say, draft.put_in_before, today) })}</Note>
      ) : null}
      {sent ? (
        <>
          <OutboxLine row={latest} />
          {latest?.state === 'refused' ? null : <Text>{say('shifts.sheet_sent')}</Text>}
        </>
      ) : null}
      {draft?.people && !sent ? <Lines draft={draft} /> : null}
    </DeskPage>
  );
}
