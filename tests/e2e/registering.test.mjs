// The piece that registers a browser for letters, as it was built: it has and starts everything that Firebase's library counts on.
// Our scripts run a module when something of it is used first, so that a part which only has to make itself known is easily lost;
// tests beside the code stand in for the library and cannot see it. No browser: what a page has is here as far as it is asked for.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { ROOT } from './browser.mjs';

const SCRIPTS = join(process.env.WEB_CLIENT || join(ROOT, 'mobile/dist'), '_expo/static/js/web');

/** The modules of one script, as Metro writes them, and `use`, which runs one. */
function modulesOf(file, page) {
  const made = new Map();
  const context = vm.createContext({ ...page, __d: (run, id, needs) => made.set(id, { run, needs }), __r: () => {} });
  vm.runInContext(readFileSync(join(SCRIPTS, file), 'utf8'), context);
  const ran = new Map();
  function use(id) {
    if (!ran.has(id)) {
      const module = { exports: {} };
      ran.set(id, module);
      const { run, needs } = made.get(id);
      const byDefault = (other) => (use(other)?.__esModule ? use(other).default : use(other));
      run(context, use, byDefault, use, module, module.exports, needs);
    }
    return ran.get(id).exports;
  }
  const exporting = (name) => [...made].find(([, { run }]) => String(run).includes(`"${name}"`))?.[0];
  return { use, exporting };
}

/** What Firebase looks for in a page. `asked`: what it wanted of the browser's push service. */
function page() {
  const asked = [];
  class ServiceWorkerRegistration {
    scope = '/';
    pushManager = {
      getSubscription: async () => null,
      subscribe: async ({ userVisibleOnly, applicationServerKey }) => {
        asked.push([userVisibleOnly, applicationServerKey.length]);
        throw new Error('as far as it goes without a browser');
      },
    };
    showNotification() {}
  }
  const kept = () => {
    const request = { addEventListener() {}, result: { close() {} } };
    setTimeout(() => request.onsuccess?.({ target: request }), 1);
    return request;
  };
  const self = {
    ...{ setTimeout, clearTimeout, atob, btoa, URL, TextEncoder, TextDecoder, Headers, crypto, fetch },
    console: { ...console, warn() {} }, // that nothing can be kept here
    addEventListener() {},
    navigator: { serviceWorker: { addEventListener() {} }, cookieEnabled: true, userAgent: 'a browser', language: 'en' },
    Notification: { permission: 'granted' },
    PushManager: class {},
    PushSubscription: class {
      getKey() {}
    },
    ServiceWorkerRegistration,
    indexedDB: { open: kept, deleteDatabase: kept },
  };
  self.self = self.window = self;
  return { asked, self, worker: new ServiceWorkerRegistration() };
}

test('registering gets as far as the browser’s own push service, with the key of the hospital', async () => {
  const [file, ...more] = readdirSync(SCRIPTS).filter((name) => /^firebase-\w+\.js$/.test(name));
  assert.deepEqual(more, []);
  const { asked, self, worker } = page();
  const { use, exporting } = modulesOf(file, self);
  const { register } = use(exporting('register'));
  const config = {
    project_id: 'aftershift-test',
    app_id: '1:42:web:7',
    sender_id: '42',
    api_key: 'AIza-public',
    vapid_key: 'BDOU99-h67HcA6JeFXHbSNMu7e2yNNu3RzoMj8TM4W88jITfq7ZmPvIM1Iv-4_l2LxQcYwhqby2xGpWwzjfAnG5',
  };
  await assert.rejects(register(config, worker), { message: 'as far as it goes without a browser' });
  assert.deepEqual(asked, [[true, 65]]);
});
