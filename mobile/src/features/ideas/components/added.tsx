import { useState } from 'react';
import { View } from 'react-native';
import { Button, OutboxLine, Text } from '@/design';
import type { Intent } from '@/outbox';
import { lazyPart } from '@/shell/lazy-page';
import { useWords } from '@/words';
import { loadAddedFields } from '../later';
import type { Added, NewIdea } from '../queries';

const AddedFields = lazyPart(loadAddedFields);
/** Closed until somebody wants it: most ideas are one line. */
export function MorePart(parts: {
  added: Added;
  onChange: (added: Added) => void;
  shownAs: NewIdea['shown_as'];
  has?: { photo: boolean; voice: boolean };
}) {
  const { say } = useWords();
  const [open, setOpen] = useState(
    Boolean(parts.has?.photo || parts.has?.voice || parts.added.photo || parts.added.voice),
  );
  return open ? <AddedFields {...parts} /> : <Button onPress={() => setOpen(true)}>{say('ideas.add_more')}</Button>;
}

/** Photo and recording, each with where it is: they travel apart from the words. */
export function FilesOnTheWay({ files }: { files: readonly Intent[] }) {
  const { say } = useWords();
  return files.map((row) => (
    <View key={row.key}>
      <Text bold>{say(row.path.endsWith('photos') ? 'ideas.file_photo' : 'ideas.file_voice')}</Text>
      <OutboxLine row={row} silent />
      {row.state === 'refused' ? <Text tone="quiet">{say('ideas.file_refused')}</Text> : null}
    </View>
  ));
}
