/** The languages the browser is set to, best first, without region. */
export const deviceLanguages = (): string[] =>
  (typeof navigator === 'undefined' ? [] : navigator.languages).map((l) => l.split('-')[0] ?? '');
