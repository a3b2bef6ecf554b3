// "Only small, quiet groups": the reader's own choice. It stays on this phone and is sent to nobody.
import { useState } from 'react';
import { keep } from '@/lib/keep';
import { useMe } from '@/session';

export function useQuietOnly() {
  const { member } = useMe();
  const key = `quiet-only-${member.id}`;
  const [only, setOnly] = useState(() => keep.get(key) === 'yes');
  return {
    only,
    turn: () => {
      if (only) keep.drop(key);
      else keep.set(key, 'yes');
      setOnly(!only);
    },
  };
}
