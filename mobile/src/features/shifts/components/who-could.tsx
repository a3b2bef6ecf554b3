import { View } from 'react-native';
import type { FoundTime, FoundTimes } from '@/api/shapes';
import { Card, ListCard, ListRow, marked, Note, Part, Pictogram, Share, ShiftShape, space, Text } from '@/design';
import { useWords } from '@/words';
import { groupWords, shapeOfGroup } from '../said';
import { countWords, shareOf, shareWords, whenWords } from './found-words';

/** One bar for each group: shape, name, five squares and a word. Readable without colour. */
export function GroupBars({ groups }: { groups: FoundTime['groups'] }) {
  const { say } = useWords();
  return (
    <View role="list" style={{ gap: space.m }}>
      {groups.map(({ group, share }) => {
        const shape = shapeOfGroup(group);
        return (
          <View
            key={group}
            role="listitem"
            style={{ flexDirection: 'row', gap: space.m, alignItems: 'center', flexWrap: 'wrap' }}
          >
            {shape ? <ShiftShape kind={shape} size={28} silent /> : <Pictogram name="people" size={28} />}
            <Text style={{ flexGrow: 1, flexShrink: 1 }}>{groupWords(say, group)}</Text>
            <Share of5={shareOf(share).of5} word={shareWords(say, share)} />
          </View>
        );
      })}
    </View>
  );
}
/** Who could come to a time at least once, whom it leaves out, and who is fit but tired. */
export function WhoCould({ time }: { time: FoundTime }) {
  const { say } = useWords();
  return (
    <Card>
      <Text size="title" heading={2}>
        {say('shifts.who_could')}
      </Text>
      <GroupBars groups={time.groups} />
      {time.left_out.length ? (
        <Note tone="clay" drawing="people">
          <Text>
            {marked(say('shifts.left_out', { groups: time.left_out.map((g) => groupWords(say, g)).join(', ') }))}
          </Text>
        </Note>
      ) : (
        <Text tone="quiet">{say('shifts.left_out_none')}</Text>
      )}
      {time.tired ? (
        <Note tone="amber" drawing="shifts">
          {say('shifts.tired', { count: countWords(say, time.tired) })}
        </Note>
      ) : null}
      <View style={{ flexDirection: 'row', gap: space.s, alignItems: 'center' }}>
        <Pictogram name="lock" />
        <Text tone="quiet" style={{ flex: 1 }}>
          {say('shifts.never_names')}
        </Text>
      </View>
    </Card>
  );
}
/** Whom the recent times of a series reached, and times that make up for it. */
export function Memory({ memory }: { memory: NonNullable<FoundTimes['memory']> }) {
  const { say } = useWords();
  return (
    <>
      <Part>{say('shifts.memory')}</Part>
      <Card>
        <Text>
          {memory.left_out.length
            ? marked(say('shifts.left_out', { groups: memory.left_out.map((g) => groupWords(say, g)).join(', ') }))
            : say('shifts.left_out_none')}
        </Text>
        <GroupBars groups={memory.groups} />
      </Card>
      {memory.rotation.length ? (
        <ListCard label={say('shifts.rotation')}>
          {memory.rotation.map(({ group, share, time }, i) => (
            <ListRow
              key={group}
              first={i === 0}
              drawing="time"
              title={whenWords(say, time)}
              text={say('shifts.rotation_for', { group: groupWords(say, group), share: shareWords(say, share) })}
            />
          ))}
        </ListCard>
      ) : null}
    </>
  );
}
