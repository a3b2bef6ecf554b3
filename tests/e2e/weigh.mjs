// What the first screen weighs: the scripts that index.html loads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export const KIB = 1024;
export function firstScreen(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((m) => m[1]);
  const sum = (pack) => scripts.map((s) => pack(readFileSync(join(dist, s))).length).reduce((a, b) => a + b, 0) / KIB;
  return {
    scripts,
    brotli: sum((b) => brotliCompressSync(b, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })),
    gzip: sum((b) => gzipSync(b, { level: 9 })),
  };
}
/** Bytes as they cross the network, headers included, from now on. A worker's own fetches count too. */
export async function counted(page) {
  const network = await page.context().newCDPSession(page);
  const seen = { bytes: 0, paths: [] };
  await network.send('Network.enable');
  const paths = new Map();
  network.on('Network.responseReceived', (e) => paths.set(e.requestId, `${e.response.status} ${new URL(e.response.url).pathname}${e.response.fromServiceWorker ? ' (kept)' : ''}`));
  network.on('Network.loadingFinished', (e) => {
    seen.bytes += e.encodedDataLength;
    if (e.encodedDataLength) seen.paths.push(`${paths.get(e.requestId)} ${e.encodedDataLength}`);
  });
  return seen;
}
