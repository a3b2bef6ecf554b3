// The service worker's part of being told in a browser: what it shows, for whom, and where a tap leads (RULE-54, RULE-56).
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');

const worker = readFileSync(join(__dirname, '../scripts/worker.js'), 'utf8');
const HEAD =
  "const VERSION = 'aftershift-1'; const FILES = {}; const LATER = []; const NOT_OURS = ['/api/', '/admin/', '/join'];\n";

/** A browser with our worker in it. `holder`: for whom it takes letters; none: nobody. `open`: the addresses of its windows. */
function browser({ holder, open = [] }) {
  const heard = {};
  const seen = { shown: [], subscribed: true, opened: [] };
  seen.pages = open.map(({ path, visible = false }) => ({
    url: `https://a.example${path}`,
    visibilityState: visible ? 'visible' : 'hidden',
    told: [],
    focused: 0,
    postMessage(message) {
      this.told.push(message);
    },
    async focus() {
      this.focused += 1;
    },
  }));
  const self = {
    navigator: {},
    addEventListener: (name, then) => {
      heard[name] = then;
    },
    registration: {
      showNotification: async (title, more) => void seen.shown.push({ title, ...more }),
      pushManager: {
        getSubscription: async () => ({
          unsubscribe: async () => {
            seen.subscribed = false;
          },
        }),
      },
    },
    clients: { matchAll: async () => seen.pages, openWindow: async (path) => void seen.opened.push(path) },
  };
  const caches = {
    open: async () => ({ match: async () => holder && { json: async () => holder } }),
    keys: async () => [],
    has: async () => false,
  };
  vm.runInNewContext(HEAD + worker, { self, caches, URL, location: { origin: 'https://a.example' }, console });
  const happen = async (name, event) => {
    const work = [];
    heard[name]({ ...event, waitUntil: (one) => work.push(one) });
    await Promise.all(work);
  };
  return { seen, happen, push: (text) => happen('push', { data: { json: () => JSON.parse(text) } }) };
}
const ours = { organisation: 'st-brides' };
/** As Firebase hands on what channels/firebase.py and channels/push.py wrote. */
const letter = (body, notification = { title: 'Aftershift', body: 'There is something new for you.' }) =>
  JSON.stringify({ from: '42', fcmMessageId: 'x', notification, data: { bundle: 'b1', body: JSON.stringify(body) } });

test('it shows the line that the server wrote, and open pages read what is new', async () => {
  const { seen, push } = browser({ holder: ours, open: [{ path: '/' }, { path: '/admin/' }] });
  await push(letter({ organisation: 'st-brides', path: '/occurrences/w' }));
  expect(seen.shown).toHaveLength(1);
  expect(seen.shown[0]).toMatchObject({
    title: 'Aftershift',
    body: 'There is something new for you.',
    tag: 'b1',
    data: { path: '/occurrences/w' },
  });
  expect(seen.pages.map((page) => page.told)).toEqual([[{ letter: 'came' }], []]);
});
test.each([
  ['of my other hospital', { organisation: 'another', path: '/occurrences/w' }],
  ['to another server', { organisation: 'st-brides', path: '//evil.example' }],
  ['to another server, by a browser’s reading', { organisation: 'st-brides', path: '/\\evil.example' }],
  ['to a script', { organisation: 'st-brides', path: 'javascript:alert(1)' }],
  ['to nothing', { organisation: 'st-brides' }],
])('a letter %s opens the messages', async (_, body) => {
  const { seen, push } = browser({ holder: ours });
  await push(letter(body));
  expect(seen.shown[0].data).toEqual({ path: '/messages' });
});
test.each(['', '<html>', '{}', '{"notification": 7, "data": {"body": "["}}', letter({}, { title: 7, body: {} })])(
  'a letter that nobody can read still says that there is one: %s',
  async (text) => {
    const { seen, push } = browser({ holder: ours });
    await push(text);
    expect(seen.shown).toHaveLength(1);
    expect(seen.shown[0]).toMatchObject({ title: 'Aftershift', body: '', data: { path: '/messages' } });
  },
);
test('signed out without signal, nothing is shown and the browser takes no more', async () => {
  const { seen, push } = browser({ holder: undefined, open: [{ path: '/sign-in' }] });
  await push(letter({ organisation: 'st-brides', path: '/' }));
  expect([seen.shown, seen.subscribed, seen.pages[0].told]).toEqual([[], false, []]);
});

const tap = () => {
  const notification = { data: { path: '/occurrences/w' }, close: jest.fn() };
  return { notification };
};
test('a tap goes to the page that is in sight, without loading it anew', async () => {
  const { seen, happen } = browser({ holder: ours, open: [{ path: '/ideas' }, { path: '/me', visible: true }] });
  const event = tap();
  await happen('notificationclick', event);
  expect(event.notification.close).toHaveBeenCalled();
  expect(seen.pages.map((page) => [page.told, page.focused])).toEqual([
    [[], 0],
    [[{ letter: 'opens', path: '/occurrences/w' }], 1],
  ]);
  expect(seen.opened).toEqual([]);
});
test('with nothing of ours open it opens the page', async () => {
  const { seen, happen } = browser({ holder: ours, open: [{ path: '/join/abc', visible: true }] });
  await happen('notificationclick', tap());
  expect([seen.opened, seen.pages[0].told]).toEqual([['/occurrences/w'], []]);
});
test('when the browser changes its address, open pages say the new one', async () => {
  const { seen, happen } = browser({ holder: ours, open: [{ path: '/' }] });
  await happen('pushsubscriptionchange', {});
  expect(seen.pages[0].told).toEqual([{ letter: 'renew' }]);
});
