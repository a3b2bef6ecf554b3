import { createAudioPlayer } from 'expo-audio';
import { base } from '@/api/where';
import type { FileBody } from '@/outbox/file';
import { authorise } from '@/session/token';

/** Plays a recording of this phone, or one of the server by its path. Returns what stops it. */
export async function play(what: FileBody | string, then: () => void): Promise<() => void> {
  const headers = new Headers();
  if (typeof what === 'string') await authorise(headers, 'GET');
  const player = createAudioPlayer(
    typeof what === 'string'
      ? { uri: base + what, headers: Object.fromEntries(headers.entries()) }
      : { uri: `data:${what.file};base64,${what.base64}` },
  );
  const end = () => {
    player.remove();
    then();
  };
  player.addListener('playbackStatusUpdate', (status) => {
    if (status.didJustFinish) end();
  });
  player.play();
  return end;
}
