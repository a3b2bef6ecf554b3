import { useMutation, useQuery } from '@tanstack/react-query';
import { ask, read } from '@/api/client';
import { listed } from '@/api/lists';
import type { LookedUp, RecoveryAsked, RecoveryState } from '@/api/shapes';
import { type JoinForm, useSession } from '@/session';

/** What a person holds to get in: a poster's code, or the words that a colleague read out. */
export type Code = { code: string } | { short_name: string; spoken: string };

// Signing in and joining are not queued: a PIN is never written to the device.
export const useSignIn = () => {
  const { signIn } = useSession();
  return useMutation({ mutationFn: ({ card, pin }: { card: string; pin: string }) => signIn(card, pin) });
};
export const useEmailSignIn = () => {
  const { signInByEmail } = useSession();
  return useMutation({ mutationFn: (f: { email: string; password: string }) => signInByEmail(f.email, f.password) });
};
export const useGiveCode = () => {
  const { giveCode } = useSession();
  return useMutation({ mutationFn: (code: string) => giveCode(code) });
};
export const usePlaces = (on: boolean) =>
  useQuery({
    queryKey: ['organisations-to-pick'],
    enabled: on,
    meta: { secret: true },
    queryFn: async () => listed(await read('/api/v1/organisations-to-pick')),
  });
export const usePick = () => {
  const { pickOrganisation } = useSession();
  return useMutation({ mutationFn: (memberId: string) => pickOrganisation(memberId) });
};
export const useLookUp = () =>
  useMutation({
    mutationFn: async (code: Code) =>
      (await ask<LookedUp>({ method: 'POST', path: '/api/v1/join/look-up', body: code, quiet: true })).data,
  });
export const useJoin = () => {
  const { join } = useSession();
  return useMutation({ mutationFn: (form: JoinForm) => join(form) });
};

/** Ask for a new PIN: the reply holds the letters to read out. */
export const useAskRecovery = () =>
  useMutation({
    mutationFn: async (f: { card: string; pin: string }) =>
      (await ask<RecoveryAsked>({ method: 'POST', path: '/api/v1/recoveries', body: f, quiet: true })).data,
  });
/** How far it is; asked every few seconds while the screen is open. */
export const useRecovery = (asked: RecoveryAsked | undefined) =>
  useQuery({
    queryKey: ['recovery', asked?.id],
    enabled: Boolean(asked),
    meta: { secret: true },
    refetchInterval: 5000,
    queryFn: async () =>
      (
        await ask<RecoveryState>({
          method: 'GET',
          path: `/api/v1/recoveries/${asked?.id}?secret=${encodeURIComponent(asked?.secret ?? '')}`,
          quiet: true,
        })
      ).data,
  });
