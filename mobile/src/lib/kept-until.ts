// What a phone may keep for some hours only. It goes at its time with or without signal, whatever page opens; signing out takes all.
import { keep } from '@/lib/keep';
import { dropSecret, readSecret, writeSecret } from '@/lib/secret-store';

const INDEX = 'aftershift-kept-until';
const index = (): Record<string, number> => {
  try {
    return JSON.parse(keep.get(INDEX) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
};
const drop = (key: string): void => {
  dropSecret(key);
  const { [key]: _, ...rest } = index();
  if (Object.keys(rest).length) keep.set(INDEX, JSON.stringify(rest));
  else keep.drop(INDEX);
};
export const keepUntil = (key: string, text: string, until: number): void => {
  writeSecret(key, text);
  keep.set(INDEX, JSON.stringify({ ...index(), [key]: until }));
};
/** Take away what is past its time. */
export function dropPast(now: number): void {
  for (const [key, until] of Object.entries(index())) if (now >= until) drop(key);
}
export function readKept(key: string, now: number): string | null {
  dropPast(now);
  return key in index() ? readSecret(key) : null;
}
export function dropAllKept(): void {
  for (const key of Object.keys(index())) drop(key);
}
