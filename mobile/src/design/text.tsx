import type { ReactNode } from 'react';
import { Text as RNText, type TextProps, type TextStyle } from 'react-native';
import { isRtl, ownDirection, useWords } from '@/words';
import { useTheme } from './theme';
import { face, rem, type Theme, type } from './tokens';

const tones = {
  ink: 'ink',
  quiet: 'ink2',
  yes: 'leafInk',
  stop: 'clayInk',
  press: 'indigo',
  onPress: 'onIndigo',
} as const satisfies Record<string, keyof Theme>;
export type Tone = keyof typeof tones;

export interface Words extends Omit<TextProps, 'children'> {
  children?: ReactNode;
  size?: keyof typeof type;
  bold?: boolean;
  tone?: Tone;
  /** 1 for the screen's title, 2 for a part of it. */
  heading?: 1 | 2 | 3;
  /** The language of this text, where it is not the app's: it reads in its own direction. */
  lang?: string;
  center?: boolean;
  style?: TextStyle | TextStyle[];
}

/** Every word on the screen. Its direction comes from the language, never from the first letter; what somebody wrote wholly
 * in letters of the other direction reads in that, so that its full stop stands at its end. */
export function Text({ children, size = 'body', bold, tone = 'ink', heading, lang, center, style, ...rest }: Words) {
  const words = useWords();
  const theme = useTheme();
  const own = !lang && typeof children === 'string' ? ownDirection(children) : undefined;
  const rtl = own ? own === 'rtl' : lang ? isRtl(lang) : words.rtl;
  const [px, line, tall] = type[size];
  const web = {
    dir: rtl ? 'rtl' : 'ltr',
    ...(lang && { lang }),
    ...(heading && { role: 'heading', 'aria-level': heading }),
  } as TextProps;
  return (
    <RNText
      {...web}
      {...rest}
      style={[
        {
          color: theme[tones[tone]],
          fontFamily: face,
          fontSize: rem(px),
          lineHeight: rem(rtl ? tall : line),
          fontWeight: bold || heading ? '700' : '400',
          writingDirection: rtl ? 'rtl' : 'ltr',
          textAlign: center ? 'center' : words.rtl ? 'right' : 'left',
        },
        style,
      ]}
    >
      {children}
    </RNText>
  );
}

/** Bold words inside a line. */
export const B = ({ children }: { children: ReactNode }) => <RNText style={{ fontWeight: '700' }}>{children}</RNText>;

/** The one title of a screen. */
export const Title = (props: Omit<Words, 'size' | 'heading'>) => <Text size="screen" heading={1} {...props} />;
/** The title of a part of a screen. */
export const Part = (props: Omit<Words, 'size' | 'heading'>) => <Text size="title" heading={2} {...props} />;
