import { ListCard, ListRow, Note, Text } from '@/design';
import { useWords } from '@/words';
import { PrintLinks } from './print-links';

/** On the page of a date: who typed me in, my ticket, and for connectors the sheets. */
export default function OnThePage({
  id,
  typedBy,
  maySheets,
}: {
  id: string;
  /** Undefined when nobody did. */
  typedBy: string | undefined;
  maySheets: boolean;
}) {
  const { say } = useWords();
  return (
    <>
      {typedBy ? (
        <Note drawing="people">
          <Text>{say('paper.typed_by', { name: typedBy })}</Text>
          <PrintLinks links={[{ href: `/print/ticket/${id}`, words: say('paper.ticket') }]} />
        </Note>
      ) : null}
      {maySheets ? (
        <ListCard>
          <ListRow
            first
            drawing="file"
            title={say('paper.row')}
            text={say('paper.row_text')}
            href={`/occurrences/${id}/paper`}
          />
        </ListCard>
      ) : null}
    </>
  );
}
