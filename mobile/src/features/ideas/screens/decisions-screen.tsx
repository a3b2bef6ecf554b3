import { View } from 'react-native';
import { drawingOf, ListCard, ListRow, Text } from '@/design';
import { dateWords } from '@/lib/when';
import { useMe } from '@/session';
import { useWords } from '@/words';
import { LongList } from '../components/long-list';
import { useDecisions } from '../queries';
import { mergeWords, nextWords, statusWords, titleWords } from '../said';

/** You said, we did: what became of each idea, when, why, and what is next. No names. */
export function DecisionsScreen() {
  const { say } = useWords();
  const { today } = useMe();
  return (
    <LongList
      list={useDecisions()}
      title={say('ideas.log')}
      help={say('ideas.log_help')}
      empty={{ drawing: 'idea', title: say('ideas.log_empty'), text: say('ideas.log_empty_text') }}
      around={(rows) => <ListCard label={say('ideas.log')}>{rows}</ListCard>}
      row={(row, first) => (
        <ListRow
          first={first}
          drawing={row.kind === 'other' ? 'idea' : drawingOf(row.kind)}
          title={titleWords(say, row)}
          lang={row.language}
          href={`/ideas/${row.idea_id}`}
          text={
            <View>
              <Text bold>{`${dateWords(say, row.date, today)}: ${statusWords(say, row.status)}`}</Text>
              {row.hidden_reason ? <Text>{say('ideas.hidden', { reason: row.hidden_reason })}</Text> : null}
              {row.reason ? <Text>{say('ideas.log_reason', { reason: row.reason })}</Text> : null}
              {row.other ? <Text>{mergeWords(say, row)}</Text> : null}
              {row.ballot_id && row.status !== 'in_ballot' ? <Text>{say('ideas.log_by_vote')}</Text> : null}
              <Text tone="quiet">{nextWords(say, row.status)}</Text>
            </View>
          }
        />
      )}
    />
  );
}
