// After `expo export --platform web`: write dist/sw.js with a versioned list of files. No workbox.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = process.argv[2] ?? 'dist';
const files = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((f) => statSync(join(dist, f)).isFile() && !/\.(map|br|gz)$|^sw\.js$|metadata\.json$/.test(f))
  .sort();
const hash = createHash('sha256');
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
  '/a/',
  '/livez',
  '/readyz',
  '/sw.js',
  '/.well-known/',
];
const precached = files.filter((f) => !/\.(ttf|otf)$/.test(f)).map((f) => `/${f}`);
// No regular expression in here: this is a template literal, in which \/ becomes /.
writeFileSync(
  join(dist, 'sw.js'),
  `const VERSION = 'aftershift-${version}';
const FILES = ${JSON.stringify(precached)};
const NOT_OURS = ${JSON.stringify(notOurs)};
self.addEventListener('install', (e) => {
  e.waitUntil(
    caches.open(VERSION)
      .then((c) => c.addAll(FILES.map((f) => new Request(f, { cache: 'no-cache' }))))
      .then(() => self.skipWaiting()),
  );
});
// The newest two stay: a tab of the release before may still want one of its files.
self.addEventListener('activate', (e) => {
  e.waitUntil(
    caches.keys()
      .then((names) => names.filter((n) => n.startsWith('aftershift-') && n !== VERSION))
      .then((old) => Promise.all(old.slice(0, -1).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});
const ours = (path) => !NOT_OURS.some((p) => path === p || path.startsWith(p.endsWith('/') ? p : p + '/'));
const fromNewest = (request) => caches.open(VERSION).then((c) => c.match(request)).then((r) => r || caches.match(request));
self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin || !ours(url.pathname)) return;
  // The shell first: a network that accepts and never answers must not keep the app from opening.
  if (e.request.mode === 'navigate') {
    e.respondWith(fromNewest('/index.html').then((r) => r || fetch(e.request)));
    return;
  }
  e.respondWith(fromNewest(e.request).then((r) => r || fetch(e.request)));
});
`,
);
execFileSync(process.execPath, ['--check', join(dist, 'sw.js')]);
console.log(`sw.js ${version}: ${precached.length} files`);
