import type { FileBody } from '@/outbox/file';
import { base64Of } from './photo.web';

/** One GPX file from this computer or phone; nothing when the chooser is closed. */
export const pickGpx = (): Promise<FileBody | undefined> =>
  new Promise((done) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.gpx,application/gpx+xml';
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) return done(undefined);
      void base64Of(file).then((base64) => done({ file: 'application/gpx+xml', base64 }));
    });
    input.addEventListener('cancel', () => done(undefined));
    input.click();
  });
