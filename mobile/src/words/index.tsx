import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { keep } from '@/lib/keep';
import { deviceLanguages } from '@/lib/locale';
import { catalogues } from '@/words/load';
import { en } from './en';
import { isLang, type Lang, languages } from './languages';
import { lateWords } from './late';
import type { lateEnglish } from './late-english';

type En = typeof en & typeof lateEnglish;
export type Key = { [F in keyof En]: `${F & string}.${keyof En[F] & string}` }[keyof En];
type Holes<S extends string> = S extends `${string}{${infer P}}${infer R}` ? P | Holes<R> : never;
type Words<K extends Key> = K extends `${infer F}.${infer W}`
  ? F extends keyof En
    ? W extends keyof En[F]
      ? En[F][W]
      : never
    : never
  : never;
type Value = string | number;
export type Args<K extends Key> =
  Words<K> extends infer S extends string ? ([Holes<S>] extends [never] ? [] : [Record<Holes<S>, Value>]) : never;
/** A key that has `_one` and `_other` forms. */
export type CountKey = Key extends infer K ? (K extends `${infer B}_other` ? B : never) : never;

export type Catalogue = Record<string, Record<string, string>>;
const RTL = /[\u0590-\u08ff]/;
/**
 * U+2068 and U+2069 keep a name, a time or a number in its own direction, wherever two directions meet (LOOK 8).
 * Words of our own direction stay open: an isolate inside an isolate has no first letter, and would turn round.
 */
const isolate = (s: string, rtl: boolean) => (RTL.test(s) === rtl ? s : `\u2068${s}\u2069`);
const fill = (text: string, values: Record<string, Value>, rtl: boolean) =>
  text.replace(/\{(\w+)\}/g, (_, hole: string) => isolate(String(values[hole] ?? ''), rtl));

export interface Say {
  <K extends Key>(key: K, ...args: Args<K>): string;
  /** The form for this count; `{count}` is filled in. */
  count(key: CountKey, count: number, values?: Record<string, Value>): string;
}

/** The words of one language; what it lacks is said in English rather than not at all. */
export function sayIn(lang: Lang, catalogue: Catalogue): Say {
  const text = (key: string): string => {
    const dot = key.indexOf('.');
    const feature = key.slice(0, dot);
    const word = key.slice(dot + 1);
    return catalogue[feature]?.[word] ?? (en as Catalogue)[feature]?.[word] ?? lateWords()[feature]?.[word] ?? key;
  };
  const { rtl } = languages[lang];
  const say = ((key: string, values: Record<string, Value> = {}) => fill(text(key), values, rtl)) as unknown as Say;
  say.count = (key, count, values = {}) => {
    // Hermes may have no Intl.PluralRules: English and Urdu both say "one" for exactly 1.
    const form = typeof Intl !== 'undefined' && Intl.PluralRules ? new Intl.PluralRules(lang).select(count) : undefined;
    const one = form ? form === 'one' : count === 1;
    return fill(text(`${key}_${one ? 'one' : 'other'}`), { count, ...values }, rtl);
  };
  return say;
}

/** English comes with the app; every other language is fetched when it is wanted. */
const loaded: Partial<Record<Lang, Catalogue>> = { en: en as Catalogue };

interface Spoken {
  lang: Lang;
  rtl: boolean;
  /** False while the words of this language are a draft that nobody has checked. */
  checked: boolean;
  say: Say;
  /** The same key in English, to stand beside an unchecked text about safety or consent. */
  inEnglish: Say;
  setLang: (lang: Lang) => void;
}
const english = sayIn('en', en as Catalogue);
const Context = createContext<Spoken>({
  lang: 'en',
  rtl: false,
  checked: true,
  say: english,
  inEnglish: english,
  setLang: () => {},
});

const LANGUAGE = 'aftershift-language';
export const firstLanguage = (): Lang => {
  const kept = keep.get(LANGUAGE);
  if (isLang(kept)) return kept;
  return deviceLanguages().find(isLang) ?? 'en';
};

const whenChosen = new Set<(lang: Lang) => void>();
/** Called when somebody chooses a language on any screen; not when the app itself takes up a member's. */
export const onLanguageChosen = (then: (lang: Lang) => void): (() => void) => {
  whenChosen.add(then);
  return () => whenChosen.delete(then);
};
export const languageChosen = (lang: Lang): void => {
  for (const then of whenChosen) then(lang);
};

export function WordsProvider({ children, lang: fixed }: { children: ReactNode; lang?: Lang }) {
  const [wanted, setWanted] = useState<Lang>(() => fixed ?? firstLanguage());
  const [lang, setShown] = useState<Lang>(wanted in loaded ? wanted : 'en');
  const [ready, setReady] = useState(wanted in loaded);
  useEffect(() => {
    let alive = true;
    const show = (l: Lang) => {
      if (!alive) return;
      setShown(l);
      setReady(true);
    };
    if (wanted === 'en' || wanted in loaded) show(wanted);
    else
      catalogues[wanted]().then(
        (c) => {
          loaded[wanted] = c as Catalogue;
          show(wanted);
        },
        () => show('en'),
      );
    return () => {
      alive = false;
    };
  }, [wanted]);
  useEffect(() => {
    if (typeof document === 'undefined') return;
    document.documentElement.lang = lang;
    document.documentElement.dir = languages[lang].rtl ? 'rtl' : 'ltr';
  }, [lang]);
  const setLang = useCallback((l: Lang) => {
    keep.set(LANGUAGE, l);
    setWanted(l);
  }, []);
  const value = useMemo<Spoken>(
    () => ({
      lang,
      rtl: languages[lang].rtl,
      checked: languages[lang].checked,
      say: sayIn(lang, loaded[lang] ?? (en as Catalogue)),
      inEnglish: english,
      setLang,
    }),
    [lang, setLang],
  );
  // A language still on its way: the page's own skeleton stays until the first words are there.
  return ready ? <Context.Provider value={value}>{children}</Context.Provider> : null;
}

export const useWords = (): Spoken => useContext(Context);
export type { Lang } from './languages';
export { isRtl, langs, languages, ownDirection } from './languages';
