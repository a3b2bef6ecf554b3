import { readFile } from '@/api/client';
import { bytesOf, type FileBody } from '@/outbox/file';

/** Plays a recording of this phone, or one of the server by its path. Returns what stops it. */
export async function play(what: FileBody | string, then: () => void): Promise<() => void> {
  const blob = typeof what === 'string' ? await readFile(what) : new Blob([bytesOf(what)], { type: what.file });
  const url = URL.createObjectURL(blob);
  const player = new Audio(url);
  const end = () => {
    player.pause();
    URL.revokeObjectURL(url);
    then();
  };
  player.onended = end;
  player.onerror = end;
  await player.play();
  return end;
}
