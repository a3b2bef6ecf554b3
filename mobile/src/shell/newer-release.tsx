import { useEffect, useState } from 'react';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button, Note, pageWidth, space, useTheme } from '@/design';
import { keep } from '@/lib/keep';
import { fetchNewer, type Newer, openNewer, watchNewer } from '@/lib/release';
import { useWords } from '@/words';

const LATER = 'aftershift-newer-later';
const WEEK = 7 * 864e5;
/** "On wi-fi" holds for a week, and for this one release. */
const isForLater = ({ version }: Newer): boolean => {
  const [which, when] = (keep.get(LATER) ?? '').split(' ');
  return which === version && Date.now() - Number(when) < WEEK;
};

/** Where the phone saves data, a newer release is offered, above every page; elsewhere it comes by itself and says nothing. */
export function NewerRelease() {
  const { say } = useWords();
  const theme = useTheme();
  const edge = useSafeAreaInsets();
  const [newer, setNewer] = useState<Newer | undefined>();
  const [step, setStep] = useState<'offered' | 'getting' | 'here' | 'not'>('offered');
  useEffect(() => watchNewer(setNewer), []);
  if (!newer || (step === 'offered' && isForLater(newer))) return null;
  const get = () => {
    setStep('getting');
    void fetchNewer().then((isHere) => setStep(isHere ? 'here' : 'not'));
  };
  const later = () => {
    keep.set(LATER, `${newer.version} ${Date.now()}`);
    setNewer(undefined);
    setStep('offered');
  };
  const size = (Math.ceil(newer.bytes / 1e5) / 10).toFixed(1);
  const words = {
    offered: say('common.newer', { size }),
    getting: say('common.newer_getting'),
    here: say('common.newer_here'),
    not: say('common.newer_not'),
  };
  return (
    <View role="region" aria-label={words[step]} style={{ backgroundColor: theme.paper, paddingTop: edge.top }}>
      <View
        style={{
          width: '100%',
          maxWidth: pageWidth,
          alignSelf: 'center',
          paddingHorizontal: space.l,
          paddingTop: space.s,
          gap: space.s,
        }}
      >
        <Note tone="sand" drawing="phone" live>
          {words[step]}
        </Note>
        {step === 'getting' ? null : (
          <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: space.s }}>
            {step === 'here' ? (
              <Button onPress={openNewer}>{say('common.newer_open')}</Button>
            ) : (
              <Button onPress={get}>{say(step === 'not' ? 'common.try_again' : 'common.newer_get')}</Button>
            )}
            {step === 'here' ? null : <Button onPress={later}>{say('common.newer_later')}</Button>}
          </View>
        )}
      </View>
    </View>
  );
}
