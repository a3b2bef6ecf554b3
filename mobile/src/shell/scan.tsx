import { useState } from 'react';
import { View } from 'react-native';
import { Button, Note } from '@/design';
import { Camera, canScan } from './camera';

/** What a page says around the camera, in the words of whose card it is. */
export interface ScanWords {
  start: string;
  stop: string;
  here: string;
  no: string;
}
export { canScan };

/** A card's square code, where a camera can read one. */
export function Scan({ words, onCard }: { words: ScanWords; onCard: (text: string) => void }) {
  const [state, setState] = useState<'off' | 'on' | 'failed'>('off');
  if (!canScan()) return null;
  return (
    <View style={{ gap: 12 }}>
      {state === 'on' ? (
        <Camera
          here={words.here}
          onFailed={() => setState('failed')}
          onCard={(text) => {
            setState('off');
            onCard(text);
          }}
        />
      ) : null}
      {state === 'failed' ? <Note tone="amber">{words.no}</Note> : null}
      <Button grow onPress={() => setState(state === 'on' ? 'off' : 'on')}>
        {state === 'on' ? words.stop : words.start}
      </Button>
    </View>
  );
}
