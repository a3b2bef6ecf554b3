/** What a page says around the camera, in the words of whose card it is. */
export interface ScanWords {
  start: string;
  stop: string;
  here: string;
  no: string;
}
/** A phone's own app reads no square codes: the code is typed there. */
export const canScan = (): boolean => false;
export function Scan(_: { words: ScanWords; onCard: (text: string) => void }) {
  return null;
}
