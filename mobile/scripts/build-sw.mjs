// After `expo export --platform web`: write dist/sw.js, a versioned list of files and then worker.js. No workbox.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { isForFew } from './for-few.mjs';

const dist = process.argv[2] ?? 'dist';
// What late pieces share is not part of the first screen: entry.web.js loads it with the first piece that is wanted.
const shell = join(dist, 'index.html');
const SHARED = /<script src="([^"]*\/__common-\w+\.js)" defer><\/script>/;
const html = readFileSync(shell, 'utf8');
if (SHARED.test(html))
  writeFileSync(shell, html.replace(SHARED, '<link id="shared-script" rel="prefetch" as="script" href="$1">'));
else if (!html.includes('id="shared-script"')) throw new Error('index.html names no script that late pieces share');
const files = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((f) => statSync(join(dist, f)).isFile() && !/\.(map|br|gz)$|^sw\.js$|^\.|metadata\.json$/.test(f))
  .sort();
const hash = createHash('sha256');
const worker = readFileSync(join(import.meta.dirname, 'worker.js'), 'utf8');
hash.update(worker);
for (const f of files) hash.update(f).update(readFileSync(join(dist, f)));
const version = hash.digest('hex').slice(0, 12);
// Pages that the server draws, and everything that must be fresh: the worker keeps its hands off.
const notOurs = [
  '/api/',
  '/admin/',
  '/_allauth/',
  '/join',
  '/joined',
  '/feed/',
  '/media/',
  '/print/',
  '/at-home/',
  '/a/',
  '/livez',
  '/readyz',
  '/sw.js',
  '/.well-known/',
];
/** As small as the server sends it. */
const sent = (bytes) =>
  Math.min(
    bytes.length,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length,
  );
// The router's own pages (its list of routes, its "unmatched") are never shown: their pictures need no place on a phone.
const precached = Object.fromEntries(
  files
    .filter((f) => !/\.(ttf|otf)$|^assets\/node_modules\/expo-router\//.test(f))
    .map((f) => [`/${f}`, sent(readFileSync(join(dist, f)))]),
);
// Of use to few: fetched when it is wanted first, kept from then on, and brought along by the next release.
const later = Object.keys(precached).filter(isForFew);
writeFileSync(
  join(dist, 'sw.js'),
  `const VERSION = 'aftershift-${version}';
const FILES = ${JSON.stringify(precached)};
const LATER = ${JSON.stringify(later)};
const NOT_OURS = ${JSON.stringify(notOurs)};
${worker}`,
);
execFileSync(process.execPath, ['--check', join(dist, 'sw.js')]);
console.log(`sw.js ${version}: ${Object.keys(precached).length} files, ${later.length} of them when they are wanted`);
