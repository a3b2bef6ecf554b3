import { getDocumentAsync } from 'expo-document-picker';
import type { FileBody } from '@/outbox/file';

/** One GPX file from the phone; nothing when the chooser is closed. Phones call it XML, or nothing at all. */
export async function pickGpx(): Promise<FileBody | undefined> {
  const { assets } = await getDocumentAsync({
    type: ['application/gpx+xml', 'application/xml', 'text/xml', 'application/octet-stream'],
  });
  const file = assets?.[0];
  if (!file) return undefined;
  const bytes = new Uint8Array(await (await fetch(file.uri)).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { file: 'application/gpx+xml', base64: btoa(text) };
}
