// A picture's file made smaller: words on plain ground need few colours, so a long picture stays sharp.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './browser.mjs';

const CODE = `
import sys
from PIL import Image
path, colours = sys.argv[1], int(sys.argv[2])
way = Image.Quantize.MAXCOVERAGE if colours < 128 else Image.Quantize.MEDIANCUT  # the rare colour stays, or the fine shades do
Image.open(path).convert("RGB").quantize(colours, way, dither=Image.Dither.NONE).save(path, optimize=True)
`;

/** In so many colours from now on; at most 256. */
export function smaller(path, colours) {
  const ran = spawnSync(join(ROOT, '.venv/bin/python'), ['-c', CODE, path, String(colours)], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
}
