import { createElement } from 'react';
import { radius } from './tokens';

/** A picture of the server, or one of this phone as a data address. Without words for it, screen readers pass it by. */
export const Photo = ({ path, alt, width, height }: { path: string; alt: string; width: number; height: number }) =>
  createElement('img', {
    src: path,
    alt,
    width,
    height,
    loading: 'lazy',
    decoding: 'async',
    style: { display: 'block', maxWidth: '100%', height: 'auto', borderRadius: radius.tile },
  });
