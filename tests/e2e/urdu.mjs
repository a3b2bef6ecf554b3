// Urdu as a phone writes it that has a font for it. A browser without one draws boxes, or letters that do not join well.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = join(import.meta.dirname, 'node_modules/@fontsource/noto-nastaliq-urdu/files');
const bytes = (weight) => readFileSync(join(FILES, `noto-nastaliq-urdu-arabic-${weight}-normal.woff2`)).toString('base64');

/** From now on the pages of this page or context are drawn so. From bytes and not from an address, as the content policy asks. */
export const writeUrdu = (pages) =>
  pages.addInitScript(
    (weights) => {
      for (const [weight, base64] of Object.entries(weights)) {
        const file = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        // Only Arabic script: the letters and figures of other languages stay the system's.
        const font = new FontFace('Urdu', file.buffer, { weight, unicodeRange: 'U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF' });
        document.fonts.add(font);
        void font.load();
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { font-family: Urdu, system-ui, "Noto Sans", sans-serif !important }');
      document.adoptedStyleSheets.push(sheet);
    },
    { 400: bytes(400), 700: bytes(700) },
  );
