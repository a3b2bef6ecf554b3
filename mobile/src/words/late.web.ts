// On the web they are a piece of their own, which every late page waits for (shell/lazy-page.tsx): say() need not wait.
type Words = Record<string, Record<string, string>>;

let here: Words = {};
export const lateWords = (): Words => here;
export const fetchLateWords = async (): Promise<void> => {
  here = (await import('./late-english')).lateEnglish;
};
