import { useEffect, useRef, useState } from 'react';
import { View } from 'react-native';
import type { IdeaCard as Idea } from '@/api/shapes';
import { Button, Photo } from '@/design';
import { useWords } from '@/words';
import { loadPlayer } from '../later';

const SHOWN = 160;
/** The photo, small, and the voice: what an author added, with nothing of who or when. */
export function IdeaAdded({ idea }: { idea: Idea }) {
  const { say } = useWords();
  const { photo, voice_note: note } = idea;
  if (!photo && !note) return null;
  return (
    <View style={{ gap: 8 }}>
      {photo ? (
        <Photo
          path={`/api/v1/photos/${photo.id}/small`}
          alt={photo.alt || say('ideas.photo_without_words')}
          width={SHOWN}
          height={Math.round((SHOWN * photo.height) / photo.width)}
        />
      ) : null}
      {note ? <Hear what={`/api/v1/voice-notes/${note.id}/sound`} seconds={note.seconds} /> : null}
    </View>
  );
}

/** Plays, and stops when pressed again or when the page is left. The player's script comes with the first press. */
export function Hear({ what, seconds }: { what: string | { file: string; base64: string }; seconds: number }) {
  const { say } = useWords();
  const [playing, setPlaying] = useState(false);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const press = async () => {
    if (playing) return stop.current?.();
    setPlaying(true);
    try {
      const { play } = await loadPlayer();
      stop.current = await play(what, () => setPlaying(false));
    } catch {
      setPlaying(false); // no signal: the words of the page say so already
    }
  };
  return (
    <Button drawing="listen" pressed={playing} onPress={() => void press()}>
      {playing ? say('ideas.voice_stop') : say.count('ideas.voice_hear', seconds)}
    </Button>
  );
}
