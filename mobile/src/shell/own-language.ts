import { useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '@/words';

/**
 * A tablet that many use speaks as it did when its page was opened: whoever leaves it takes their own language along.
 * `isOther`: somebody chose another; `back`: speak as before.
 */
export function useOwnLanguage(isIn: boolean): { isOther: boolean; back: () => void } {
  const { lang, setLang } = useWords();
  const [own] = useState(lang);
  const isOther = lang !== own;
  const back = useCallback(() => {
    if (isOther) setLang(own);
  }, [isOther, own, setLang]);
  const latest = useRef(back);
  latest.current = back;
  useEffect(() => (isIn ? () => latest.current() : undefined), [isIn]);
  return { isOther, back };
}
