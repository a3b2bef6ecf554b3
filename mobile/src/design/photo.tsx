import { useEffect, useState } from 'react';
import { Image } from 'react-native';
import { base } from '@/api/where';
import { authorise } from '@/session/token';
import { radius } from './tokens';

/** A picture of the server, or one of this phone as a data address. Without words for it, screen readers pass it by. */
export function Photo({ path, alt, width, height }: { path: string; alt: string; width: number; height: number }) {
  const [headers, setHeaders] = useState<Record<string, string>>();
  useEffect(() => {
    const mine = new Headers();
    void authorise(mine, 'GET').then(() => setHeaders(Object.fromEntries(mine.entries())));
  }, []);
  if (!headers) return null; // a picture asked for without the session would be refused, and that be remembered
  return (
    <Image
      source={path.startsWith('data:') ? { uri: path } : { uri: base + path, headers }}
      accessible={Boolean(alt)}
      accessibilityLabel={alt || undefined}
      style={{ width, height, maxWidth: '100%', borderRadius: radius.tile }}
    />
  );
}
