import { useEffect, useState } from 'react';
import { Pressable, useWindowDimensions, View } from 'react-native';
import { hasVoice, hush, speak, textOnScreen } from '@/lib/voice';
import { langs, languageChosen, languages, useWords } from '@/words';
import { Chip } from './button';
import { type Drawing, Pictogram } from './pictogram';
import { goBack } from './press';
import { Sheet } from './sheet';
import { Text } from './text';
import { useTextScale, useTheme } from './theme';
import { pageWidth, radius, space, target } from './tokens';

function Tool({
  drawing,
  word,
  onPress,
  label,
  fold,
  on,
}: {
  drawing: Drawing;
  word?: string;
  onPress: () => void;
  label: string;
  fold?: boolean;
  on?: boolean;
}) {
  const theme = useTheme();
  return (
    <Pressable
      role="button"
      aria-label={label}
      aria-pressed={on}
      onPress={onPress}
      style={{
        flexDirection: 'row',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 4,
        minHeight: target,
        minWidth: target,
        paddingHorizontal: 8,
        borderRadius: radius.tool,
        flexShrink: 1,
      }}
    >
      <Pictogram name={drawing} size={word ? 22 : 24} color={theme.indigo} />
      {word && !fold ? (
        <Text bold tone="press">
          {word}
        </Text>
      ) : null}
    </Pressable>
  );
}

/** The languages, each in its own name. */
export function LanguageChooser({ onChosen }: { onChosen?: () => void }) {
  const { lang, setLang, say } = useWords();
  return (
    <View role="radiogroup" aria-label={say('common.choose_language')} style={{ gap: space.s }}>
      {langs.map((l) => (
        <Chip
          key={l}
          chosen={l === lang}
          onPress={() => {
            setLang(l);
            languageChosen(l);
            onChosen?.();
          }}
        >
          {languages[l].name}
        </Chip>
      ))}
    </View>
  );
}
export const LanguageSheet = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { say, checked } = useWords();
  return (
    <Sheet open={open} onClose={onClose} title={say('common.choose_language')}>
      <LanguageChooser onChosen={onClose} />
      {checked ? null : <Text tone="quiet">{say('common.unchecked')}</Text>}
    </Sheet>
  );
};
export const HelpSheet = ({ open, onClose, help }: { open: boolean; onClose: () => void; help?: string }) => {
  const { say } = useWords();
  return (
    <Sheet open={open} onClose={onClose} title={say('common.help')}>
      {help ? <Text>{help}</Text> : null}
      <Text>{say('common.help_text')}</Text>
    </Sheet>
  );
};

/** The same on every screen: Back, then Listen, language, Help. Longer words fold to the drawing alone. */
export function TopBar({ back, help, listen }: { back?: boolean; help?: string; listen?: string }) {
  const { say, lang } = useWords();
  const { width } = useWindowDimensions();
  const scale = useTextScale();
  const [voice, setVoice] = useState(false);
  const [speaking, setSpeaking] = useState(false);
  const [sheet, setSheet] = useState<'language' | 'help' | undefined>();
  useEffect(() => {
    let alive = true;
    void hasVoice(lang).then((has) => {
      if (alive) setVoice(has);
    });
    return () => {
      alive = false;
      hush();
    };
  }, [lang]);
  const listenTo = () => {
    if (speaking) {
      hush();
      setSpeaking(false);
      return;
    }
    const text = listen || textOnScreen();
    if (!text) return;
    setSpeaking(true);
    speak(text, lang, () => setSpeaking(false));
  };
  const letters = [voice ? say('common.listen') : '', languages[lang].name, say('common.help')].join('').length;
  const room = Math.min(width, pageWidth) - 16 - (back ? 48 : 0) - (voice ? 3 : 2) * 44;
  const fold = letters * 11.5 * scale > room;
  return (
    <View
      role="banner"
      style={{
        flexDirection: 'row',
        alignItems: 'center',
        minHeight: 56,
        paddingHorizontal: space.s,
        width: '100%',
        maxWidth: pageWidth,
        alignSelf: 'center',
      }}
    >
      {back ? <Tool drawing="back" label={say('common.back')} onPress={goBack} /> : null}
      <View style={{ flex: 1 }} />
      {voice ? (
        <Tool
          drawing="listen"
          word={say(speaking ? 'common.stop_listening' : 'common.listen')}
          label={say(speaking ? 'common.stop_listening' : 'common.listen')}
          onPress={listenTo}
          fold={fold}
          on={speaking}
        />
      ) : null}
      <Tool
        drawing="language"
        word={languages[lang].name}
        label={`${say('common.language')}: ${languages[lang].name}`}
        onPress={() => setSheet('language')}
        fold={fold}
      />
      <Tool
        drawing="help"
        word={say('common.help')}
        label={say('common.help')}
        onPress={() => setSheet('help')}
        fold={fold}
      />
      <LanguageSheet open={sheet === 'language'} onClose={() => setSheet(undefined)} />
      <HelpSheet open={sheet === 'help'} onClose={() => setSheet(undefined)} help={help} />
    </View>
  );
}
