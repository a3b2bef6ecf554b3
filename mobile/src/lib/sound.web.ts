import { readFile } from '@/api/client';
import { bytesOf, type FileBody } from '@/outbox/file';

let last: (() => void) | undefined;
/** Plays a recording of this phone, or one of the server by its path. Returns what stops it. */
export async function play(what: FileBody | string, then: () => void): Promise<() => void> {
  const blob = typeof what === 'string' ? await readFile(what) : new Blob([bytesOf(what)], { type: what.file });
  last?.(); // one voice at a time
  const url = URL.createObjectURL(blob);
  const player = new Audio(url);
  const end = () => {
    if (last === end) last = undefined;
    player.onerror = null; // an address taken back is an error to a player that stands
    player.pause();
    URL.revokeObjectURL(url);
    then();
  };
  player.onended = end;
  player.onerror = end;
  last = end;
  await player.play();
  return end;
}
