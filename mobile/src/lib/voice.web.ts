const voices = (lang: string) =>
  speechSynthesis.getVoices().some((v) => v.lang.toLowerCase().replace('_', '-').split('-')[0] === lang);
/** True when the browser has a voice for this language. Chrome names its voices only after a while. */
export const hasVoice = (lang: string): Promise<boolean> => {
  if (typeof speechSynthesis === 'undefined') return Promise.resolve(false);
  if (voices(lang) || typeof speechSynthesis.addEventListener !== 'function') return Promise.resolve(voices(lang));
  return new Promise((done) => {
    const look = () => done(voices(lang));
    speechSynthesis.addEventListener('voiceschanged', look, { once: true });
    setTimeout(look, 3000);
  });
};
export const speak = (text: string, lang: string, then: () => void): void => {
  const u = new SpeechSynthesisUtterance(text);
  u.lang = lang;
  u.onend = then;
  u.onerror = then;
  speechSynthesis.cancel();
  speechSynthesis.speak(u);
};
export const hush = (): void => speechSynthesis.cancel();
export const textOnScreen = (): string =>
  [...document.querySelectorAll<HTMLElement>('[role="main"], main')].find((m) => m.offsetParent !== null)?.innerText ??
  '';
