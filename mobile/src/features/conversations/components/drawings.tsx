import { useState } from 'react';
import { View } from 'react-native';
import type { ConversationPage } from '@/api/shapes';
import { Button, Note, Part, Photo, Text } from '@/design';
import { type AddedPhoto, PhotoPart } from '@/shell/photo-part';
import { useWords } from '@/words';
import { useRun } from '../queries';

const SHOWN = 240;
/** The photos of the drawing or the wall: what was said, as people left it. Whoever runs it adds one and takes one away. */
export function Drawings({ conversation }: { conversation: ConversationPage }) {
  const { say } = useWords();
  const { addPhoto, removePhoto, photosWaiting, pressed } = useRun(conversation.id);
  const [added, setAdded] = useState<AddedPhoto>({});
  const photos = conversation.photos.filter((p) => pressed(`/photos/${p.id}`) !== 'DELETE');
  const adds = conversation.may_run && ['held', 'written_up'].includes(conversation.state);
  if (!adds && !photos.length) return null;
  const add = () => {
    if (added.photo) void addPhoto(added.photo, added.alt ?? '');
    setAdded({});
  };
  return (
    <View style={{ gap: 12 }}>
      <Part>{say('conversations.drawings')}</Part>
      {photos.map((p) => (
        <View key={p.id} style={{ gap: 8 }}>
          <Photo
            path={`/api/v1/photos/${p.id}/large`}
            alt={p.alt || say('conversations.drawing')}
            width={SHOWN}
            height={Math.round((SHOWN * p.height) / p.width)}
          />
          {p.alt ? <Text tone="quiet">{p.alt}</Text> : null}
          {adds ? (
            <Button
              onPress={() => void removePhoto(p.id)}
              label={say('conversations.drawing_out_label', { text: p.alt || say('conversations.drawing') })}
            >
              {say('conversations.drawing_out')}
            </Button>
          ) : null}
        </View>
      ))}
      {photosWaiting ? <Note>{say('conversations.waiting')}</Note> : null}
      {adds ? (
        <>
          <Text tone="quiet">{say('conversations.drawings_text')}</Text>
          <PhotoPart added={added} onChange={setAdded} />
          {added.photo ? <Button onPress={add}>{say('conversations.drawing_add')}</Button> : null}
        </>
      ) : null}
    </View>
  );
}
