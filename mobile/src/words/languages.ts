/** The languages of the app, each by its own name. A language whose words nobody has checked yet says so. */
export const languages = {
  en: { name: 'English', rtl: false, checked: true },
  ur: { name: 'اردو', rtl: true, checked: false },
} as const;
export type Lang = keyof typeof languages;
export const langs = Object.keys(languages) as Lang[];
export const isLang = (x: string | null | undefined): x is Lang => x === 'en' || x === 'ur';
/** Direction of any language a text may be in, also of one the app itself is not in. */
export const isRtl = (lang: string): boolean => /^(ar|fa|he|ps|sd|ug|ur)\b/.test(lang);

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const LEFT_TO_RIGHT = /[A-Za-z\u00C0-\u024F\u0370-\u058F\u0900-\u1CFF]/;
/** Direction of a text somebody wrote, where all its letters run one way; undefined where they mix, or there are none. */
export const ownDirection = (text: string): 'rtl' | 'ltr' | undefined => {
  const [back, forth] = [RIGHT_TO_LEFT.test(text), LEFT_TO_RIGHT.test(text)];
  return back === forth ? undefined : back ? 'rtl' : 'ltr';
};
