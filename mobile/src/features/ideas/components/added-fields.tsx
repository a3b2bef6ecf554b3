// Loaded when somebody wants to add a photo or their voice.
import { useEffect, useRef, useState } from 'react';
import { View } from 'react-native';
import { Button, Note, Text } from '@/design';
import { canRecord, type Recording, record } from '@/lib/recorder';
import { PhotoPart } from '@/shell/photo-part';
import { useWords } from '@/words';
import type { Added, NewIdea } from '../queries';
import { Hear } from './idea-added';

export const MOST_SECONDS = 60;
interface Parts {
  added: Added;
  onChange: (added: Added) => void;
  shownAs: NewIdea['shown_as'];
  /** What the idea has already, which stays until it is taken away here. */
  has?: { photo: boolean; voice: boolean };
}

function VoicePart({ added, onChange, shownAs, has }: Parts) {
  const { say } = useWords();
  const [running, setRunning] = useState<Recording>();
  const [wrong, setWrong] = useState(false);
  const mine = useRef(added);
  mine.current = added;
  useEffect(() => () => running?.stop(), [running]);
  if (!canRecord()) return null;
  const begin = async () => {
    setWrong(false);
    try {
      const began = Date.now();
      const now = await record(MOST_SECONDS);
      setRunning(now);
      const voice = await now.made;
      const seconds = Math.min(MOST_SECONDS, Math.max(1, Math.round((Date.now() - began) / 1000)));
      onChange({ ...mine.current, voice: { ...voice, seconds }, dropsVoice: false });
    } catch {
      setWrong(true);
    }
    setRunning(undefined);
  };
  const stays = has?.voice && !added.dropsVoice;
  return (
    <>
      {shownAs === 'named' ? null : <Note tone="amber">{say('ideas.voice_known')}</Note>}
      {running ? (
        <>
          <View aria-live="polite">
            <Text bold>{say('ideas.voice_running')}</Text>
          </View>
          <Button tone="stop" onPress={() => running.stop()}>
            {say('ideas.voice_end')}
          </Button>
        </>
      ) : (
        <>
          {added.voice ? (
            <Hear what={{ file: added.voice.file, base64: added.voice.base64 }} seconds={added.voice.seconds} />
          ) : null}
          {added.voice || stays ? (
            <Button onPress={() => onChange({ ...added, voice: undefined, dropsVoice: true })}>
              {say('ideas.voice_drop')}
            </Button>
          ) : null}
          <Button onPress={() => void begin()}>
            {say(added.voice || stays ? 'ideas.voice_again' : 'ideas.voice_record')}
          </Button>
        </>
      )}
      {wrong ? (
        <Note tone="clay" live>
          {say('ideas.voice_no_microphone')}
        </Note>
      ) : null}
    </>
  );
}

/** A photo and a voice note beside an idea: added, looked at and heard, taken away. */
export default function AddedFields(parts: Parts) {
  return (
    <View style={{ gap: 12 }}>
      <PhotoPart added={parts.added} onChange={parts.onChange} has={parts.has} />
      <VoicePart {...parts} />
    </View>
  );
}
