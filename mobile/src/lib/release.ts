/** A newer release of the client than the one that is open, and what it costs to fetch. */
export interface Newer {
  version: string;
  bytes: number;
}
/** A phone's own shop brings newer releases: nothing to say or to fetch here. */
export const watchNewer = (_told: (newer: Newer | undefined) => void): (() => void) => {
  return () => {};
};
export const fetchNewer = async (): Promise<boolean> => false;
export const openNewer = (): void => {};
/** False: a phone's app is whole. */
export const isReplaced = async (): Promise<boolean> => false;
