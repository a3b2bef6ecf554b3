// Weigh the first-screen script (what index.html loads before Home is drawn) and a new release. Fails above the budgets.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isForFew, isLanguage } from './for-few.mjs';

const dist = process.argv[2] ?? 'dist';
const KIB = 1024;
const budget = { brotli: 310, gzip: 390 };
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((m) => m[1]);
if (!scripts.some((s) => s.includes('/entry-'))) throw new Error('index.html loads no entry script: export first');
const sum = { raw: 0, brotli: 0, gzip: 0 };
for (const s of scripts) {
  const path = join(dist, s);
  const bytes = readFileSync(path);
  sum.raw += statSync(path).size;
  sum.brotli += brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  sum.gzip += gzipSync(bytes, { level: 9 }).length;
}
const kib = (n) => Math.round((n / KIB) * 10) / 10;
console.log(`first-screen script: ${scripts.length} files, ${kib(sum.raw)} KiB`);
let over = false;
for (const [how, most] of Object.entries(budget)) {
  const is = kib(sum[how]);
  console.log(`  ${how.padEnd(6)} ${is} KiB of ${most}`);
  over ||= is > most;
}
// A new release at its worst for a member: the worker fetches anew every file that everybody keeps and the words of one language,
// each as small as the server sends it. What few need is said beside it.
const RELEASE = 400;
const sent = (path) => {
  const bytes = readFileSync(path);
  return Math.min(bytes.length, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length);
};
const files = readdirSync(dist, { recursive: true })
  .map(String)
  .filter(
    (f) =>
      statSync(join(dist, f)).isFile() &&
      !/\.(br|gz|map)$|^sw\.js$|metadata\.json$|^\.built$|^assets\/node_modules\/expo-router\//.test(f),
  );
const weigh = (some) => some.reduce((all, f) => all + sent(join(dist, f)), 0);
const languages = files.filter(isLanguage).map((f) => sent(join(dist, f)));
const everybody = files.filter((f) => !isForFew(f));
const release = kib(weigh(everybody) + Math.max(0, ...languages));
console.log(`new release: ${everybody.length} files and one language, ${release} KiB of ${RELEASE}`);
console.log(`  what few need weighs ${kib(weigh(files.filter((f) => isForFew(f) && !isLanguage(f))))} KiB beside it`);
if (release > RELEASE) {
  console.error('A new release is over its budget: take less.');
  process.exit(1);
}
if (over) {
  console.error('The first-screen script is over its budget: load a page with lazyPage, or take less.');
  process.exit(1);
}
