// What a page costs on the network.
export const KIB = 1024;
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
