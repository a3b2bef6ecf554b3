import { isProblem, problemKey, slugOf } from '@/api/problems';
import { type Key, useWords } from '@/words';

/** Two lines for anything that went wrong: what happened, and what to do now. Never a code. */
export function useProblemWords(): (error: unknown) => { title: string; next: string } {
  const { say } = useWords();
  return (error) => {
    if (!isProblem(error)) return { title: say('common.no_network_title'), next: say('common.no_network_next') };
    const key = problemKey(error);
    // What was wrong just here, where the server says it: in English, beside our own words in whatever language.
    const here = error.detail;
    const lines = (...all: (string | undefined)[]) => all.filter(Boolean).join(' ');
    if (key)
      return {
        title: say(`problems.${key}` as Key & 'problems.gone'),
        next: lines(here, say(`problems.${key}_next` as Key & 'problems.gone')),
      };
    if (error.status >= 500) return { title: say('common.wrong_title'), next: say('common.wrong_next') };
    // Two fields may be wrong for one reason: it is said once.
    const fields = [...new Set((error.errors ?? []).map((e) => e.text))].join(' ');
    // The server's own words are English; a catalogue may have the same in its language (src/words/refusals.ts).
    const refusal = `refusals.${slugOf(error).replaceAll('-', '_')}`;
    const title = say(refusal as Key & 'problems.gone');
    if (title !== refusal) return { title, next: lines(here, say(`${refusal}_next` as Key & 'problems.gone'), fields) };
    return { title: error.title, next: lines(here, fields, error.next) };
  };
}
