// A photo or a recording on its way: kept in the outbox as text, which every store can hold, and sent as bytes.
export interface FileBody {
  /** Its media type. */
  file: string;
  base64: string;
}
export const isFile = (body: unknown): body is FileBody =>
  typeof body === 'object' && body !== null && 'file' in body && 'base64' in body;
export const bytesOf = ({ base64 }: FileBody): ArrayBuffer => {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
};
