import { useSyncExternalStore } from 'react';

// What the last request saw. A phone may say it has signal and have none, so requests tell the truth.
let reached = typeof navigator === 'undefined' || navigator.onLine !== false;
const told = new Set<() => void>();
export const noteReached = (yes: boolean): void => {
  if (yes === reached) return;
  reached = yes;
  for (const t of told) t();
};
const watch = (then: () => void): (() => void) => {
  told.add(then);
  const web = typeof window !== 'undefined' && typeof window.addEventListener === 'function';
  const off = () => noteReached(false);
  const on = () => noteReached(true);
  if (web) {
    window.addEventListener('offline', off);
    window.addEventListener('online', on);
  }
  return () => {
    told.delete(then);
    if (web) {
      window.removeEventListener('offline', off);
      window.removeEventListener('online', on);
    }
  };
};
export const isOnline = (): boolean => reached;
/** False while requests do not get through. */
export const useOnline = (): boolean => useSyncExternalStore(watch, isOnline, () => true);
