// Loaded when somebody wants to add a photo or their voice.
import { useEffect, useRef, useState } from 'react';
import { View } from 'react-native';
import { Button, Note, Text } from '@/design';
import { canRecord, type Recording, record } from '@/lib/recorder';
import { PhotoPart, useIsHere } from '@/shell/photo-part';
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
  const [wrong, setWrong] = useState<'ideas.voice_no_microphone' | 'ideas.voice_none'>();
  const mine = useRef(added);
  mine.current = added;
  const isHere = useIsHere();
  useEffect(() => () => running?.stop(), [running]);
  if (!canRecord()) return null;
  const begin = async () => {
    setWrong(undefined);
    try {
      const now = await record(MOST_SECONDS);
      if (!isHere.current) return now.stop(); // left while the phone asked: nothing listens on
      const began = Date.now();
      const said = now.made.then((voice) => ({
        ...voice,
        seconds: Math.min(MOST_SECONDS, Math.max(1, Math.round((Date.now() - began) / 1000))),
      }));
      // Who sends while it runs has ended it by that.
      const recording = async () => {
        if (!isHere.current) return undefined;
        now.stop();
        return said.catch(() => undefined);
      };
      setRunning(now);
      onChange({ ...mine.current, recording });
      const voice = await said;
      // Left meanwhile: it must not come to lie beside the next idea.
      if (isHere.current) onChange({ ...mine.current, voice, recording: undefined, dropsVoice: false });
    } catch (e) {
      if (!isHere.current) return;
      setWrong((e as Error).name === 'NotFoundError' ? 'ideas.voice_none' : 'ideas.voice_no_microphone');
      onChange({ ...mine.current, recording: undefined });
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
          {added.voice && added.voice.seconds >= MOST_SECONDS ? (
            <Note tone="amber" live>
              {say('ideas.voice_longest')}
            </Note>
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
          {say(wrong)}
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
