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
