import { isProblem, problemKey, slugOf } from '@/api/problems';
import { type Key, useWords } from '@/words';

/** Two lines for anything that went wrong: what happened, and what to do now. Never a code. */
export function useProblemWords(): (error: unknown) => { title: string; next: string } {
  const { say } = useWords();
  return (error) => {
    if (!isProblem(error)) return { title: say('common.no_network_title'), next: say('common.no_network_next') };
    const key = problemKey(error);
    if (key)
      return {
        title: say(`problems.${key}` as Key & 'problems.gone'),
        next: say(`problems.${key}_next` as Key & 'problems.gone'),
      };
    if (error.status >= 500) return { title: say('common.wrong_title'), next: say('common.wrong_next') };
    // Two fields may be wrong for one reason: it is said once.
    const fields = [...new Set((error.errors ?? []).map((e) => e.text))].join(' ');
    // The server's own words are English; a catalogue may have the same in its language (src/words/refusals.ts).
    const refusal = `refusals.${slugOf(error).replaceAll('-', '_')}`;
    const title = say(refusal as Key & 'problems.gone');
    if (title !== refusal)
      return { title, next: [say(`${refusal}_next` as Key & 'problems.gone'), fields].filter(Boolean).join(' ') };
    return { title: error.title, next: [error.detail, fields, error.next].filter(Boolean).join(' ') };
  };
}
