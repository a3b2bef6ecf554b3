// Voting on a tablet that many use. Nothing of a vote is written to it: no outbox, no receipt; both would outlive the voter.
import { useMutation } from '@tanstack/react-query';
import { address, ask } from '@/api/client';
import { useSession } from '@/session';
import { receiptHash } from './receipt';

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
