// The service worker, without its first lines: build-sw.mjs writes VERSION, FILES (path: bytes as sent), LATER (those of FILES that
// are fetched when they are wanted first) and NOT_OURS above.
// A release is one cache. It is whole when it has the shell, which is put last.
const SHELL = '/index.html';
const isRelease = (name) => name.startsWith('aftershift-');
const isOurs = (path) => !NOT_OURS.some((p) => path === p || path.startsWith(p.endsWith('/') ? p : `${p}/`));
// Their names change with what is in them.
const isFixed = (path) => path.startsWith('/_expo/static/') || path.startsWith('/assets/');

let isHere = false;
async function isWhole(name) {
  if (name === VERSION && isHere) return true;
  const whole = (await caches.has(name)) && (await (await caches.open(name)).match(SHELL)) !== undefined;
  if (name === VERSION) isHere = whole;
  return whole;
}
/** The newest release that is whole, other than this one. */
async function before() {
  for (const name of (await caches.keys()).filter(isRelease).reverse())
    if (name !== VERSION && (await isWhole(name))) return name;
}

/** Where the phone says that bytes are dear, a newer release waits until somebody asks for it or there is wi-fi. */
function isDear() {
  const line = self.navigator.connection;
  return Boolean(line && (line.saveData || line.type === 'cellular' || ['slow-2g', '2g'].includes(line.effectiveType)));
}
const isLater = new Set(LATER);
/** A file's name without what changes with its content. */
const stem = (path) => path.replace(/-\w+\.js$/, '');
/** What this phone keeps: what everybody keeps, and of the rest what it kept of the release before. */
async function wanted() {
  const had = new Set();
  for (const name of (await caches.keys()).filter(isRelease))
    for (const { url } of await (await caches.open(name)).keys()) had.add(stem(new URL(url).pathname));
  return Object.keys(FILES).filter((path) => !isLater.has(path) || had.has(stem(path)));
}
/** Pieces for few that a page of this release has loaded: they open without signal from now on. */
async function keepUsed(paths) {
  if (!(await isWhole(VERSION))) return;
  const cache = await caches.open(VERSION);
  for (const path of paths.filter((p) => isLater.has(p))) if (!(await cache.match(path))) await cache.add(path);
}
let fetching;
/** Fetch this release. What has not changed is taken from the one before; what an earlier try brought is kept. */
function fetchRelease() {
  fetching ??= (async () => {
    if (await isWhole(VERSION)) return;
    const cache = await caches.open(VERSION);
    const take = async (path) => {
      if (await cache.match(path)) return;
      const kept = isFixed(path) ? await caches.match(path) : undefined;
      const reply = kept ?? (await fetch(new Request(path, { cache: 'no-cache' })));
      if (!reply.ok) throw new TypeError(`${path}: ${reply.status}`);
      await cache.put(path, reply);
    };
    await Promise.all((await wanted()).filter((path) => path !== SHELL).map(take));
    await take(SHELL);
    isHere = true;
  })().finally(() => {
    fetching = undefined;
  });
  return fetching;
}
/** The release before stays beside this one: a tab of it may still want one of its files. */
async function tidy() {
  const keep = [VERSION, await before()];
  const old = (await caches.keys()).filter((name) => isRelease(name) && !keep.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}
async function bytesToFetch() {
  let bytes = 0;
  for (const path of await wanted()) if (!(isFixed(path) && (await caches.match(path)))) bytes += FILES[path];
  return bytes;
}

self.addEventListener('install', (e) => {
  e.waitUntil(
    (async () => {
      if (isDear() && (await before())) return;
      await fetchRelease();
      await self.skipWaiting();
    })(),
  );
});
self.addEventListener('activate', (e) => {
  e.waitUntil(tidy().then(() => self.clients.claim()));
});
const answers = {
  /** Is this release still to be fetched? */
  look: async () => {
    if ((await isWhole(VERSION)) || !(await before())) return { newer: false };
    if (isDear()) return { newer: true, version: VERSION, bytes: await bytesToFetch() };
    await answers.get();
    return { newer: false };
  },
  get: async () => {
    await fetchRelease();
    await self.skipWaiting();
    return { here: true };
  },
};
self.addEventListener('message', (e) => {
  const { what, used } = e.data;
  const answer = answers[what];
  if (!answer) return;
  e.waitUntil(keepUsed(used).catch(() => {}));
  e.waitUntil(
    answer().then(
      (told) => e.ports[0].postMessage(told),
      () => e.ports[0].postMessage({ here: false }),
    ),
  );
});

/** From this release, and from the one before what this one has not got. */
async function kept(request) {
  if (await isWhole(VERSION)) {
    const found = await (await caches.open(VERSION)).match(request);
    if (found) return found;
  }
  const old = await before();
  return old && (await caches.open(old)).match(request);
}
self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin || !isOurs(url.pathname)) return;
  const opens = e.request.mode === 'navigate';
  // The shell first: a network that accepts and never answers must not keep the app from opening.
  e.respondWith(
    kept(opens ? SHELL : e.request).then(async (found) => {
      const reply = found ?? (await fetch(e.request));
      if (!found && reply.ok && isLater.has(url.pathname) && (await isWhole(VERSION)))
        await (await caches.open(VERSION)).put(e.request, reply.clone());
      return reply;
    }),
  );
  // Started without its files, as bytes were dear: they may not be any more.
  if (opens) e.waitUntil(answers.look().catch(() => {}));
});

// Letters. The server wrote the line that a locked screen may show; everything else is read once the app is open. Firebase's own
// worker is not needed: what it would do is show this line.
/** For whom this browser takes letters (src/lib/letters.web.ts); nobody after a sign-out, also one without signal. */
const holder = async () => (await (await caches.open('letters')).match('/letters-holder'))?.json();
const textOf = (said) => (typeof said === 'string' ? said : '');
function read(data) {
  try {
    const { notification, data: ids } = data.json();
    const { organisation, path } = JSON.parse(ids.body);
    return {
      title: textOf(notification.title),
      text: textOf(notification.body),
      tag: textOf(ids.bundle),
      organisation,
      path,
    };
  } catch {
    return {}; // a letter that nobody can read still says that there is one
  }
}
const isPage = (path) => typeof path === 'string' && /^\/(?![/\\])/.test(path);
const pages = async () =>
  (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter((page) =>
    isOurs(new URL(page.url).pathname),
  );
const tellPages = async (letter) => {
  for (const page of await pages()) page.postMessage({ letter });
};
async function show(data) {
  const here = await holder();
  if (!here) {
    await (await self.registration.pushManager.getSubscription())?.unsubscribe();
    return;
  }
  const { title, text, tag, organisation, path } = read(data);
  await self.registration.showNotification(title || 'Aftershift', {
    body: text ?? '',
    // The same letter a second time takes the place of the first, without a sound.
    tag: tag || 'letter',
    icon: '/icon-192.png',
    dir: 'auto',
    // Of the member's other hospital only the list of messages is of use here.
    data: { path: organisation === here.organisation && isPage(path) ? path : '/messages' },
  });
  await tellPages('came');
}
async function open(path) {
  const all = await pages();
  const page = all.find((one) => one.visibilityState === 'visible') ?? all[0];
  if (!page) return self.clients.openWindow(path);
  // What is open stays open: the page goes there by itself, and nothing that was typed elsewhere is read anew.
  page.postMessage({ letter: 'opens', path });
  await page.focus();
}
self.addEventListener('push', (e) => e.waitUntil(show(e.data)));
self.addEventListener('notificationclick', (e) => {
  e.notification.close();
  e.waitUntil(open(e.notification.data.path));
});
// The browser gave this phone another address. With no page open the next start says so.
self.addEventListener('pushsubscriptionchange', (e) => e.waitUntil(tellPages('renew')));
