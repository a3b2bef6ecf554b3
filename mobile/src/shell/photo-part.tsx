import { useEffect, useRef, useState } from 'react';
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

/** Whether this part is still on the screen: what a phone gives may come after somebody has left. */
export function useIsHere() {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}

/** A photo beside a line: taken or chosen, looked at, told in words, taken away. */
export function PhotoPart<A extends AddedPhoto>({ added, onChange, has }: Parts<A>) {
  const { say } = useWords();
  const [wrong, setWrong] = useState<'ideas.photo_unreadable' | 'ideas.photo_no_camera'>();
  const mine = useRef(added);
  mine.current = added;
  const isHere = useIsHere();
  const pick = async (camera: boolean) => {
    const found = await pickPhoto(camera);
    if (!isHere.current) return; // sent or left meanwhile: it belongs to no other line
    setWrong(
      found === 'unreadable' ? 'ideas.photo_unreadable' : found === 'refused' ? 'ideas.photo_no_camera' : undefined,
    );
    if (typeof found === 'object') onChange({ ...mine.current, photo: found, dropsPhoto: false });
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
          {say(wrong)}
        </Note>
      ) : null}
    </>
  );
}
