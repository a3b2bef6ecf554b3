import { useState } from 'react';
import { View } from 'react-native';
import { Button, Field, Note, Photo } from '@/design';
import { hasCamera, pickPhoto } from '@/lib/photo';
import type { FileBody } from '@/outbox/file';
import { useWords } from '@/words';

/** A photo that waits to be sent; without one, `dropsPhoto` takes away the one that is there. */
export interface AddedPhoto {
  photo?: FileBody;
  alt?: string;
  dropsPhoto?: boolean;
}
interface Parts<A extends AddedPhoto> {
  added: A;
  onChange: (added: A) => void;
  /** What is there already, which stays until it is taken away here. */
  has?: { photo: boolean };
}

/** A photo beside a line: taken or chosen, looked at, told in words, taken away. */
export function PhotoPart<A extends AddedPhoto>({ added, onChange, has }: Parts<A>) {
  const { say } = useWords();
  const [wrong, setWrong] = useState(false);
  const pick = async (camera: boolean) => {
    const found = await pickPhoto(camera);
    setWrong(found === 'unreadable');
    if (typeof found === 'object') onChange({ ...added, photo: found, dropsPhoto: false });
  };
  const stays = has?.photo && !added.dropsPhoto;
  return (
    <>
      {added.photo ? (
        <Photo
          path={`data:${added.photo.file};base64,${added.photo.base64}`}
          alt={added.alt || say('ideas.photo_yours')}
          width={160}
          height={120}
        />
      ) : null}
      {added.photo || stays ? (
        <>
          <Field
            label={say('ideas.photo_alt')}
            value={added.alt ?? ''}
            onChangeText={(alt) => onChange({ ...added, alt })}
            hint={say('ideas.photo_alt_hint')}
            maxLength={140}
          />
          <Button onPress={() => onChange({ ...added, photo: undefined, alt: undefined, dropsPhoto: true })}>
            {say('ideas.photo_drop')}
          </Button>
        </>
      ) : null}
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 8 }}>
        {hasCamera() ? <Button onPress={() => void pick(true)}>{say('ideas.photo_take')}</Button> : null}
        <Button onPress={() => void pick(false)}>{say('ideas.photo_choose')}</Button>
      </View>
      {wrong ? (
        <Note tone="clay" live>
          {say('ideas.photo_unreadable')}
        </Note>
      ) : null}
    </>
  );
}
