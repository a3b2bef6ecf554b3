// Voting on a tablet that many use. Nothing of a vote is written to it: no outbox, no receipt; both would outlive the voter.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Platform } from 'react-native';
import { address, ask } from '@/api/client';
import { useSession } from '@/session';
import { receiptHash } from './receipt';

/** So long nobody touches it, and the member is signed out. */
export const IDLE_SECONDS = 60;

export const useKioskSignIn = () => {
  const { signIn } = useSession();
  return useMutation({ mutationFn: ({ card, pin }: { card: string; pin: string }) => signIn(card, pin), gcTime: 0 });
};

/** Puts the vote in at once, or says that it did not. The same receipt makes a second try safe. */
export const useKioskVote = (id: string) =>
  useMutation({
    mutationFn: ({ receipt, options }: { receipt: string; options: readonly string[] }) =>
      ask({
        method: 'POST',
        path: address('/api/v1/ballots/{id}/slips', { ids: { id } }),
        body: { options, receipt_hash: receiptHash(receipt) },
      }),
    gcTime: 0,
    networkMode: 'always',
  });

/** Calls `onIdle` once nobody has touched the screen or a key for a minute. Give `onTouch` to the screen's frame. */
export function useIdle(isOn: boolean, onIdle: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const idle = useRef(onIdle);
  idle.current = onIdle;
  const start = useRef(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => idle.current(), IDLE_SECONDS * 1000);
  }).current;
  useEffect(() => {
    if (!isOn) return;
    start();
    if (Platform.OS === 'web') window.addEventListener('keydown', start);
    return () => {
      clearTimeout(timer.current);
      if (Platform.OS === 'web') window.removeEventListener('keydown', start);
    };
  }, [isOn, start]);
  return () => {
    if (isOn) start();
  };
}
